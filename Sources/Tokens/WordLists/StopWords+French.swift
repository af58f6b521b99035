extension StopWords {
  /// Function words of French.
  ///
  /// An elided word is one token with the word after it (`l'homme`, UAX #29). So the list holds
  /// `d'un` and `qu'il`, two function words in one, but cannot part `l'` from `homme`: that is for
  /// `apostrophes: split`, for which the elided words are listed on their own. Hyphenated
  /// inversions (`est-il`) are listed likewise. Left out, because the noun is the commoner reading
  /// in prose: `pouvoir` (power), `devoir` (duty).
  static let french = """
    # Articles, and those fused with prepositions
    le la les un une des du au aux

    # Demonstratives
    ce cet cette ces ceci cela ça celui celle ceux celles celui-ci celui-là celle-ci celle-là
    ceux-ci ceux-là celles-ci celles-là

    # Possessives
    mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
    mien mienne miens miennes tien tienne tiens tiennes sien sienne siens siennes
    nôtre nôtres vôtre vôtres

    # Personal pronouns
    je me moi tu te toi il elle on nous vous ils elles lui eux se soi y en
    moi-même toi-même lui-même elle-même soi-même nous-même nous-mêmes vous-même vous-mêmes
    eux-mêmes elles-mêmes

    # Indefinites and quantifiers
    aucun aucune aucuns aucunes autre autres autrui certain certaine certains certaines chacun
    chacune chaque même mêmes nul nulle nuls nulles personne plusieurs quelconque quelconques
    quelque quelques quelqu'un quelqu'une quelques-uns quelques-unes quiconque rien tel telle tels
    telles tout toute tous toutes maint mainte maints maintes

    # Interrogatives and relatives
    qui que quoi dont où lequel laquelle lesquels lesquelles auquel auxquels auxquelles
    duquel desquels desquelles quel quelle quels quelles quand comment combien pourquoi

    # Prepositions
    à après avant avec chez contre dans de depuis derrière dès devant durant entre envers excepté
    hormis hors jusque lors malgré outre par parmi pendant pour sans sauf selon sous sur vers via
    vis-à-vis voici voilà

    # Conjunctions
    et ou mais or ni car donc si comme lorsque puisque quoique afin ainsi alors tandis parce sinon
    cependant néanmoins pourtant toutefois c'est-à-dire

    # Negation
    ne pas plus jamais guère non nullement aucunement

    # Adverbs that stand for others, join or grade
    ici là là-bas ci aussi très trop peu beaucoup moins assez autant tant encore déjà puis peut-être
    d'ailleurs

    # être
    être étant été suis es est sommes êtes sont étais était étions étiez étaient
    fus fut fûmes fûtes furent serai seras sera serons serez seront
    serais serait serions seriez seraient sois soit soyons soyez soient
    fusse fusses fût fussions fussiez fussent

    # avoir
    avoir ayant eu eue eus eues ai as a avons avez ont avais avait avions aviez avaient
    eut eûmes eûtes eurent aurai auras aura aurons aurez auront
    aurais aurait aurions auriez auraient aie aies ait ayons ayez aient
    eusse eusses eût eussions eussiez eussent

    # pouvoir
    pouvant pu peux peut pouvons pouvez peuvent pouvais pouvait pouvions pouviez pouvaient
    pus put pûmes pûtes purent pourrai pourras pourra pourrons pourrez pourront
    pourrais pourrait pourrions pourriez pourraient puisse puisses puissions puissiez puissent

    # devoir, falloir
    dû due dus dues dois doit devons devez doivent devais devait devions deviez devaient
    dut dûmes dûtes durent devrai devras devra devrons devrez devront
    devrais devrait devrions devriez devraient doive doives
    faut fallait fallut fallu faudra faudrait faille

    # Elided words, where apostrophes split
    c d j l m n s t qu jusqu lorsqu puisqu quelqu quoiqu

    # Two function words in one token
    c'est c'était c'étaient c'en c'eût
    d'un d'une d'autre d'autres d'être d'avoir d'y d'en d'où d'elle d'elles d'eux d'ici d'après
    d'entre d'aucun d'aucune
    j'ai j'avais j'aurai j'aurais j'étais j'en j'y
    jusqu'à jusqu'au jusqu'aux jusqu'en jusqu'ici jusque-là
    l'a l'ai l'as l'ont l'avait l'avaient l'aura l'est l'était l'étaient l'en l'y l'on l'un l'une
    l'autre
    lorsqu'il lorsqu'ils lorsqu'elle lorsqu'elles lorsqu'on lorsqu'un lorsqu'une
    m'a m'as m'ont m'avait m'avaient m'est m'était m'en m'y
    n'a n'ai n'as n'avons n'avez n'ont n'avais n'avait n'avions n'aviez n'avaient n'aura n'auront
    n'aurait n'auraient n'ait n'aient n'est n'es n'êtes n'étais n'était n'étions n'étaient n'eut
    n'eût n'en n'y n'ayant n'étant n'être n'avoir puisqu'il puisqu'ils puisqu'elle puisqu'elles
    puisqu'on puisqu'un puisqu'une qu'il qu'ils qu'elle qu'elles qu'on qu'un qu'une qu'à qu'au
    qu'aux qu'en qu'y qu'a qu'ont qu'avait qu'est qu'était qu'avec qu'après qu'avant qu'entre
    qu'autant quoiqu'il quoiqu'ils quoiqu'elle quoiqu'elles quoiqu'on quoiqu'un quoiqu'une s'est
    s'était s'étaient s'être s'étant s'il s'ils s'en s'y t'a t'ai t'as t'ont t'avait t'es t'est t'en
    t'y

    # Inversions
    est-ce est-il est-elle est-on sont-ils sont-elles était-il était-elle étaient-ils étaient-elles
    sera-t-il sera-t-elle suis-je es-tu sommes-nous êtes-vous étais-je n'est-ce n'est-il n'est-elle
    qu'est-ce a-t-il a-t-elle a-t-on ont-ils ont-elles avait-il avait-elle avaient-ils avaient-elles
    aura-t-il aura-t-elle ai-je as-tu avons-nous avez-vous n'a-t-il n'a-t-elle n'a-t-on y-a-t-il
    peut-il peut-elle peut-on peuvent-ils peuvent-elles pouvons-nous pouvez-vous pourra-t-il
    pourra-t-elle pourra-t-on pourrait-il pourrait-elle pourrait-on
    doit-il doit-elle doit-on doivent-ils doivent-elles devons-nous devez-vous faut-il
    """
}
