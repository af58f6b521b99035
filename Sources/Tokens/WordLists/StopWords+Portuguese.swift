extension StopWords {
  /// Function words of Portuguese, of Portugal and Brazil, in the old and the new spelling.
  ///
  /// Left out, because the noun is the commoner reading in prose: `estado` (state), `poder`
  /// (power), `dever` (duty), `termos` (terms), `seres` (beings).
  static let portuguese = """
    # Articles
    o a os as um uma uns umas

    # Prepositions fused with articles, pronouns and adverbs
    ao aos à às do da dos das no na nos nas pelo pela pelos pelas num numa nuns numas
    dum duma duns dumas pra pro pras pros
    deste desta destes destas disto desse dessa desses dessas disso
    daquele daquela daqueles daquelas daquilo neste nesta nestes nestas nisto
    nesse nessa nesses nessas nisso naquele naquela naqueles naquelas naquilo
    àquele àquela àqueles àquelas àquilo dele dela deles delas nele nela neles nelas
    doutro doutra doutros doutras noutro noutra noutros noutras dalguns dalgumas nalguns nalgumas
    daqui daí dali donde aonde comigo contigo consigo connosco conosco convosco

    # Demonstratives
    este esta estes estas isto esse essa esses essas isso aquele aquela aqueles aquelas aquilo
    mesmo mesma mesmos mesmas próprio própria próprios próprias tal tais

    # Possessives
    meu minha meus minhas teu tua teus tuas seu sua seus suas nosso nossa nossos nossas
    vosso vossa vossos vossas

    # Personal pronouns
    eu me mim tu te ti você vocês ele ela eles elas lhe lhes lo la los las se si nós vós vos

    # Indefinites and quantifiers
    alguém algo ninguém nada algum alguma alguns algumas nenhum nenhuma nenhuns nenhumas
    todo toda todos todas tudo outro outra outros outras outrem cada qualquer quaisquer ambos ambas
    vários várias muito muita muitos muitas pouco pouca poucos poucas tanto tanta tantos tantas
    quanto quanta quantos quantas bastante bastantes demais mais menos

    # Interrogatives and relatives
    que quê quem qual quais cujo cuja cujos cujas onde quando como porque porquê

    # Prepositions
    ante após até com conforme contra de desde durante em entre excepto exceto mediante para perante
    por salvo sem sob sobre

    # Conjunctions
    e ou nem mas porém contudo todavia embora pois portanto conquanto enquanto senão

    # Negation and affirmation
    não nunca jamais tampouco sim

    # Adverbs that stand for others, join or grade
    aqui aí ali lá cá então assim já ainda também tão só apenas

    # ser
    ser sendo sido serem sermos sou és é somos sois são era eras éramos éreis eram
    fui foste foi fomos fostes foram fora foras fôramos fôreis
    serei serás será seremos sereis serão seria serias seríamos seríeis seriam
    seja sejas sejamos sejais sejam fosse fosses fôssemos fôsseis fossem
    for fores formos fordes forem

    # estar
    estar estando estarem estarmos estou estás está estamos estais estão
    estava estavas estávamos estáveis estavam estive estiveste esteve estivemos estivestes estiveram
    estivera estiveras estivéramos estivéreis estarei estarás estará estaremos estareis estarão
    estaria estarias estaríamos estaríeis estariam esteja estejas estejamos estejais estejam
    estivesse estivesses estivéssemos estivésseis estivessem
    estiver estiveres estivermos estiverdes estiverem

    # ter
    ter tendo tido terem tenho tens tem temos tendes têm tinha tinhas tínhamos tínheis tinham
    tive tiveste teve tivemos tivestes tiveram tivera tiveras tivéramos tivéreis
    terei terás terá teremos tereis terão teria terias teríamos teríeis teriam
    tenha tenhas tenhamos tenhais tenham tivesse tivesses tivéssemos tivésseis tivessem
    tiver tiveres tivermos tiverdes tiverem

    # haver
    haver havendo havido haverem havermos hei hás há havemos haveis hão
    havia havias havíamos havíeis haviam houve houveste houvemos houvestes houveram
    houvera houveras houvéramos houvéreis haverei haverás haverá haveremos havereis haverão
    haveria haverias haveríamos haveríeis haveriam haja hajas hajamos hajais hajam
    houvesse houvesses houvéssemos houvésseis houvessem
    houver houveres houvermos houverdes houverem

    # poder
    podendo podido poderem podermos posso podes pode podemos podeis podem
    podia podias podíamos podíeis podiam pude pudeste pôde pudemos pudestes puderam
    pudera puderas pudéramos pudéreis poderei poderás poderá poderemos podereis poderão
    poderia poderias poderíamos poderíeis poderiam possa possas possamos possais possam
    pudesse pudesses pudéssemos pudésseis pudessem puder puderes pudermos puderdes puderem

    # dever
    devendo devido deverem devermos devo deves deve devemos deveis devem
    devia devias devíamos devíeis deviam deveu deveram
    deverei deverás deverá deveremos devereis deverão
    deveria deverias deveríamos deveríeis deveriam deva devas devamos devais devam
    devesse devesses devêssemos devêsseis devessem

    # ir, the auxiliary of the future
    vou vais vai vamos ides vão
    """
}
