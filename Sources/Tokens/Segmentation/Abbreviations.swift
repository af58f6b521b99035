/// Words that a full stop belongs to: it ends no sentence and stays in the token.
///
/// An entry stands without its last stop, at most eight bytes long, and also matches with a capital
/// first letter. Acronyms (`U.S.`, `z. B.`) and initials (`J. Smith`) need no entry, they are known
/// by their form: see `AbbreviationTable`. Words that often end a sentence are left out, whatever
/// they abbreviate; all languages may be active at once.
struct Abbreviations {
  /// Abbreviations wherever they stand.
  let anywhere: String
  /// Abbreviations before a number only: `No. 5`, but not `He said no. 5 of us left.`
  let beforeNumber: String

  /// The lists by language (ISO 639-1).
  static let lists: [String: Abbreviations] = [
    "en": Abbreviations(
      anywhere: """
        Mr Mrs Ms Mx Messrs Dr Drs Prof Rev Hon Fr St Sts Jr Sr Esq Gov Sen Rep Reps Sens Gen Col
        Lt Sgt Cpl Pvt Capt Cmdr Adm Maj Brig Supt Insp Det Atty Ph.D Pres Treas
        MR MRS MS DR ST JR SR
        Inc Ltd Corp Co Bros Assn Assoc Dept Univ Mfg Intl Natl
        Ave Blvd Rd Hwy Ft Mt Mts
        Mon Tue Tues Wed Thu Thur Thurs Fri
        Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky Md Mich Minn Neb Nev Okla Ore Penn
        Pa Tenn Tex Va Vt Wash Wis Wyo Ont
        etc vs viz cf al approx dept govt misc incl excl esp eds
        """,
      beforeNumber: """
        no nos NO p pp vol vols fig figs sec secs ch chs art arts para paras pt c ca op ext tel ver
        Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
        """),
    "es": Abbreviations(
      anywhere: """
        Sr Sra Srta Sres Sras Srtas Dña Dr Dra Dres Dras Lic Licda Lcdo Lcda Ldo Lda Ing Arq Prof
        Profa Gral Cnel Tte Cdte Sgto Almte Sto Sta Ud Uds Vd Vds Excmo Excma Ilmo Ilma Mons
        Pbro Pdte Pte Dpto Depto Av Avda Bto Cía Hnos Admón Ayto Ltda Sdad
        EE UU EE.UU FF AA FF.AA RR HH JJ OO JJ.OO CC SS MM RR.HH CC.OO
        etc p.ej ej aprox cf cfr gob atte vto dcha izda
        """,
      beforeNumber: """
        no nos nro nros núm núms num pág págs pag pags p pp art arts cap caps vol vols fig figs inc
        tel tfno ca
        ene feb mar abr may jun jul ago sep sept set oct nov dic
        """),
    "fr": Abbreviations(
      anywhere: """
        MM Mme Mmes Mlle Mlles Mgr Dr Drs Pr Prs St Ste Sts Stes Cie Éts
        cf env etc av apr éd éds hab boul p.ex
        """,
      beforeNumber: """
        no nos art chap vol fig p pp t tél bd ch réf
        janv févr avr juil sept oct nov déc
        """),
    "pt": Abbreviations(
      anywhere: """
        Sr Sra Srs Sras Srta Dr Dra Drs Dras Exmo Exma Ilmo Ilma Prof Profa Profs Eng Arq Gen Cel
        Sgt Mons Sto Sta Av Pça Trav Rod Ltda Cia Bel Des Min Dep Depto
        etc p.ex obs aprox séc sécs cf
        """,
      beforeNumber: """
        n nos núm pág págs pg p pp art arts cap vol fig inc tel ap apto
        jan fev mar abr mai jun jul ago set out nov dez
        """),
    "de": Abbreviations(
      anywhere: """
        Dr Prof Hr Fr Frl Dipl Ing Hrsg St Str Hbf Mio Mrd Bd Abs Abt Aufl Jh Jhd Jhdt Univ Nrn
        Chr Ges Gebr Co
        bzw usw usf ca vgl ggf evtl inkl exkl zzgl abzgl einschl sog bspw geb gest gegr verh ehem
        insb allg ausg entspr bes dgl
        """,
      beforeNumber: """
        Nr Art Kap Tel Fig Abb Tab Anm S Rn
        Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez
        """),
  ]
}
