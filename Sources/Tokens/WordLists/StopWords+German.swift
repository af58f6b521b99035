extension StopWords {
  /// Function words of German, in the spelling before and after 1996.
  ///
  /// Left out, because folding makes them a commoner noun: `ehe` (Ehe, marriage), `laut` (loud),
  /// `wolle` (Wolle, wool), `wohl` (Wohl, welfare).
  static let german = """
    # Articles
    der die das den dem des ein eine einer eines einem einen kein keine keiner keines keinem keinen

    # Demonstratives
    dies dieser diese dieses diesem diesen jener jene jenes jenem jenen
    derjenige diejenige dasjenige desjenigen demjenigen denjenigen diejenigen derjenigen
    derselbe dieselbe dasselbe desselben demselben denselben dieselben derselben
    solch solche solcher solches solchem solchen dessen deren derer denen selbst selber

    # Possessives
    mein meine meiner meines meinem meinen dein deine deiner deines deinem deinen
    sein seine seiner seines seinem seinen ihr ihre ihrer ihres ihrem ihren
    unser unsere unserer unseres unserem unseren unsre unsrer unsres unsrem unsren unserm unsern
    euer eure eurer eures eurem euren

    # Personal pronouns
    ich mich mir du dich dir er ihn ihm sie ihnen es wir uns euch sich man einander

    # Indefinites and quantifiers
    jemand jemanden jemandem jemandes niemand niemanden niemandem niemandes etwas nichts
    jeder jede jedes jedem jeden jedermann all alle aller alles allem allen
    beide beider beides beidem beiden einige einiger einiges einigem einigen
    manch manche mancher manches manchem manchen mehrere mehrerer mehreren
    etliche etlicher etliches etlichen viel viele vieler vieles vielem vielen
    wenig wenige weniger weniges wenigem wenigen mehr
    andere anderer anderes anderem anderen anderm andern anders
    irgendein irgendeine irgendeiner irgendeines irgendeinem irgendeinen irgendwelche irgendwelcher
    irgendwelches irgendwelchem irgendwelchen irgendetwas irgendjemand irgendwer irgendwie irgendwo

    # Interrogatives and relatives
    wer wen wem wessen was welch welche welcher welches welchem welchen
    wo wohin woher wann wie warum wieso weshalb weswegen

    # Adverbs made of da, hier or wo and a preposition
    dabei dadurch dafür dagegen daher dahin dahinter damit danach daneben daran darauf daraus darin
    darüber darum darunter davon davor dazu dazwischen dran drauf drin
    hierbei hierdurch hierfür hierin hiermit hiervon hierzu
    wobei wodurch wofür wogegen womit wonach woran worauf woraus worin worüber worum worunter wovon
    wovor wozu

    # Prepositions
    ab an auf aus außer außerhalb bei bis durch für gegen gegenüber gemäß hinter in innerhalb mit
    nach neben ohne per seit statt anstatt trotz über um unter von vor während wegen zu zwischen

    # Prepositions fused with articles
    am ans aufs beim durchs fürs hinterm hinters im ins überm übers ums unterm unters vom vors zum
    zur

    # Conjunctions
    und oder aber denn sondern doch jedoch dass daß ob weil wenn falls als obwohl obgleich sobald
    solange sofern soweit sowie sowohl weder noch entweder indem nachdem bevor seitdem da je desto
    umso zwar deshalb deswegen demnach

    # Negation and affirmation
    nicht nie niemals nein ja

    # Adverbs that stand for others, join or grade
    hier dort hin her dann nun so sehr auch nur schon also sonst etwa eben

    # sein
    bin bist ist sind seid war warst waren wart gewesen sei seist seiest seien seiet
    wäre wärst wärest wären wärt wäret

    # haben
    haben habe hast hat habt habest habet hatte hattest hatten hattet gehabt
    hätte hättest hätten hättet

    # werden
    werden werde wirst wird werdet wurde wurdest wurden wurdet geworden worden
    würde würdest würden würdet

    # können
    können kann kannst könnt könne könnest konnte konntest konnten konntet gekonnt
    könnte könntest könnten könntet

    # müssen
    müssen muss muß musst mußt müsst müßt müsse musste mußte musstest mußtest mussten mußten musstet
    mußtet gemusst gemußt müsste müßte müsstest müßtest müssten müßten müsstet müßtet

    # dürfen
    dürfen darf darfst dürft dürfe durfte durftest durften durftet gedurft
    dürfte dürftest dürften dürftet

    # sollen, wollen
    sollen soll sollst sollt solle sollte solltest sollten solltet gesollt
    wollen will willst wollt wollte wolltest wollten wolltet gewollt

    # mögen
    mögen mag magst mögt möge mochte mochtest mochten mochtet gemocht
    möchte möchtest möchten möchtet

    # Contractions with es
    ist's war's wär's hab's hat's wird's wenn's ob's
    """
}
