extension StopWords {
  /// Words of Hungarian, of the package named in `StopWords+Borrowed.swift`.
  static let hungarian = """
    a abban ahhoz ahogy ahol aki akik akkor alatt amely amelyek amelyekben amelyeket amelyet
    amelynek ami amikor amit amolyan amíg annak arra arról az azok azon azonban azt aztán azután
    azzal azért be belül benne bár cikk cikkek cikkeket csak de e ebben eddig egy egyes egyetlen
    egyik egyre egyéb egész ehhez ekkor el ellen elsõ elég elõ elõször elõtt emilyen ennek erre ez
    ezek ezen ezt ezzel ezért fel felé hanem hiszen hogy hogyan hát ide igen ill ill. illetve
    ilyen ilyenkor ismét ison itt jobban jó jól kell kellett keressünk keresztül ki kívül között
    közül le legalább legyen lehet lehetett lenne lenni lesz lett maga magát majd meg mellett mely
    melyek mert mi mikor milyen minden mindenki mindent mindig mint mintha mit mivel miért most
    már más másik még míg nagy nagyobb nagyon ne nekem neki nem nincs néha néhány nélkül oda olyan
    ott pedig persze rá s saját sem semmi sok sokat sokkal szemben szerint szinte számára szét
    talán te tehát teljes ti tovább továbbá több ugyanis utolsó után utána vagy vagyis vagyok
    valaki valami valamint való van vannak vele vissza viszont volna volt voltak voltam voltunk
    által általában át én éppen és így õ õk õket ön össze úgy új újabb újra
    """

  /// Words of Italian, of the package named in `StopWords+Borrowed.swift`.
  static let italian = """
    a abbia abbiamo abbiano abbiate accanto ad adesso agl agli ai al alcun alcuno all all' alla
    alle allo allora altra altre altri altro anche ancora appo assai avemmo avendo avere avesse
    avessero avessi avessimo aveste avesti avete aveva avevamo avevano avevate avevi avevo avrai
    avranno avrebbe avrebbero avrei avremmo avremo avreste avresti avrete avrà avrò avuta avute
    avuti avuto avverso ben bene buono c c' ch' che chi ci cinque cio co' cogli coi col colla
    colle collo come comprare con consecutivi consecutivo contro cosa cosi cui d' da dagl dagli
    dai dal dall dall' dalla dalle dallo de de' degl degli dei del dell dell' della delle dello
    dentro deve devo di dopo doppio dov dove due duo durante e ebbe ebbero ebbi eccetto ecco ed
    egli entro era erano eravamo eravate eri ero essendo essere et faccia facciamo facciano
    facciate faccio facemmo facendo facesse facessero facessi facessimo faceste facesti faceva
    facevamo facevano facevate facevi facevo fai fanno farai faranno fare farebbe farebbero farei
    faremmo faremo fareste faresti farete farà farò fece fecero feci fine fino fosse fossero fossi
    fossimo foste fosti fra fu fui fummo fuori furono gente gia giu giù gli gran grande ha hai
    hanno ho i il in indi indietro infra invece io l l' la lavoro le lei li lo loro lui lungo ma
    maggior maggiore mai malgrado me meco meglio mi mia mie miei mio molta molti molto ne ne' negl
    negli nei nel nell nell' nella nelle nello no noi nome non nonostante nostra nostre nostri
    nostro nove nuovi nuovo o ogn' ogni oh oltre ora otto oue ove peggio pegli pei pel pella pello
    per perche perché pero persone però piu più pochi poco poi primo promesso puo pur qua qual
    qualche qualcun qualcuno quale qualmente quanta quante quanti quanto quarto quasi quattro
    quella quelle quelli quello questa queste questi questo qui quindi quinto rispetto s' salvo
    sara sarai saranno sarebbe sarebbero sarei saremmo saremo sareste saresti sarete sarà sarò se
    seco secondo sei sembra sembrava sempre senza sette si sia siamo siano siate siete solo sono
    sopra soprattutto sotto sta stai stando stanno starai staranno stare starebbe starebbero
    starei staremmo staremo stareste staresti starete starà starò stati stato stava stavamo
    stavano stavate stavi stavo stemmo stesse stessero stessi stessimo stesso steste stesti stette
    stettero stetti stia stiamo stiano stiate sto su sua subito sue sugl sugli sui sul sull sulla
    sulle sullo suo suoi sù tal tanta tante tanti tanto te teco terzo ti tra tramite tranne tre
    triplo tu tua tue tuo tuoi tutta tutte tutti tutto ultimo un una uno va vai verso vi vn vna
    vno voi volte vostra vostre vostri vostro è
    """

  /// Words of Norwegian, of the package named in `StopWords+Borrowed.swift`.
  static let norwegian = """
    alle at av bare begge ble blei bli blir blitt både båe da de deg dei deim deira deires dem den
    denne der dere deres det dette di din disse ditt du dykk dykkar då eg ein eit eitt eller elles
    en enn er et ett etter for fordi fra før ha hadde han hans har hennar henne hennes her hjå ho
    hoe honom hoss hossen hun hva hvem hver hvilke hvilken hvis hvor hvordan hvorfor i ikke ikkje
    ingen ingi inkje inn inni ja jeg kan kom korleis korso kun kunne kva kvar kvarhelst kven kvi
    kvifor man mange me med medan meg meget mellom men mi min mine mitt mot mykje ned no noe noen
    noka noko nokon nokor nokre nå når og også om opp oss over på samme seg selv si sia sidan
    siden sin sine sitt sjøl skal skulle slik so som somme somt så sånn til um upp ut uten var
    vart varte ved vere verte vi vil ville vore vors vort vår være vært å
    """

  /// Words of Polish, of the package named in `StopWords+Borrowed.swift`.
  static let polish = """
    a aby ach acz aczkolwiek aj albo ale ależ ani aż bardziej bardzo bez bo bowiem by byli bym
    bynajmniej być był była było były będzie będą cali cała cały chce choć ci ciebie cię co
    cokolwiek coraz coś czasami czasem czemu czy czyli często daleko dla dlaczego dlatego do
    dobrze dokąd dość dr duå¼o dużo dwa dwaj dwie dwoje dzisiaj dziś gdy gdyby gdyż gdzie
    gdziekolwiek gdzieś go godz hab i ich ii iii ile im inna inne inny innych inż iv ix iż ja jak
    jakaś jakby jaki jakichś jakie jakiś jakiż jakkolwiek jako jakoś je jeden jedna jednak
    jednakże jedno jednym jedynie jego jej jemu jest jestem jeszcze jeå¼eli jeå›li jeśli jeżeli
    juå¼ już jä… ją kaå¼dy każdy kiedy kierunku kilka kilku kimś kto ktokolwiek ktoś która które
    którego której który których którym którzy ku lat lecz lub ma mają mam mamy mało mgr mi miał
    mimo między mnie mną mogą moi moim moja moje może możliwe można mu musi my mój na nad nam nami
    nas nasi nasz nasza nasze naszego naszych natomiast natychmiast nawet nic nich nie niech niego
    niej niemu nigdy nim nimi nią niż no nowe np nr o o.o. obok od ok około on ona one oni ono
    oraz oto owszem pan pana pani pl po pod podczas pomimo ponad ponieważ powinien powinna powinni
    powinno poza prawie prof przecież przed przede przedtem przez przy raz razie roku również sam
    sama się skąd sobie sobą sposób swoje są ta tak taka taki takich takie także tam te tego tej
    tel temu ten teraz też to tobie tobą toteż totobą trzeba tu tutaj twoi twoim twoja twoje twym
    twój ty tych tylko tym tys tzw tę u ul vi vii viii vol w wam wami was wasi wasz wasza wasze we
    według wie wiele wielu więc więcej wszyscy wszystkich wszystkie wszystkim wszystko wtedy www
    wy właśnie wśród xi xii xiii xiv xv z za zapewne zawsze zaś ze zeznowu znowu znów został zł
    żaden żadna żadne żadnych że żeby
    """

  /// Words of Romanian, of the package named in `StopWords+Borrowed.swift`.
  static let romanian = """
    a abia acea aceasta aceea aceeasi aceia acel acela acelasi acelea acest acesta aceste acestea
    acestei acestia acestui acolo acum adica ai aia aici aiurea al ala alaturi ale alt alta
    altceva alte altfel alti altii altul am anume apoi ar are as asa asemenea asta astazi astfel
    asupra atare atat atata atatea atatia ati atit atita atitea atitia atunci au avea avem avut
    azi b ba bine c ca cam cand capat care careia carora caruia cat cata cate cateva cativa catre
    ce cea ceea cei ceilalti cel cele celor ceva chiar ci cind cine cineva cit cita cite citeva
    citi citiva conform cu cui cum cumva d da daca dar dat de deasupra decat deci decit degraba
    deja desi despre din dintr dintr-o dintr-un dintre doar dupa ea ei el ele era este eu exact f
    face fara fata fel fi fie foarte fost geaba h i ia iar iara ii il imi in inainte inapoi inca
    incat incit insa intr intr-o intr-un intre intrucat isi iti j k l la le li lor lui m ma mai
    mare mi mod mult multa multe multi n ne ni nici nicidecum niciodata nimeni nimic niste noi
    nostri nou noua nu numai o or ori orice oricum p pai pana parca pe pentru peste pina plus prea
    prin putini r s sa sa-mi sa-ti sai sale sau se si sint sintem spre sub sunt suntem sus t te ti
    toata toate tocmai tot toti totul totusi tu tuturor u ul ului un una unde unei unele uneori
    unii unor unui unul v va voi vom vor vreo vreun
    """
}
