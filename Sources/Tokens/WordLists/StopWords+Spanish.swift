extension StopWords {
  /// Function words of Spanish, of Spain and the Americas.
  ///
  /// Left out, because the noun is the commoner reading in prose: `estado` (state), `poder`
  /// (power), `deber` (duty).
  static let spanish = """
    # Articles, and those fused with prepositions
    el la los las lo un una unos unas al del

    # Demonstratives, in the old and the new spelling
    este esta estos estas esto ese esa esos esas eso aquel aquella aquellos aquellas aquello
    éste ésta éstos éstas ése ésa ésos ésas aquél aquélla aquéllos aquéllas
    tal tales mismo misma mismos mismas

    # Possessives
    mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra vuestros vuestras
    mío mía míos mías tuyo tuya tuyos tuyas suyo suya suyos suyas

    # Personal pronouns
    yo me mí conmigo tú te ti contigo vos él ella ello ellos ellas usted ustedes le les se sí
    consigo nosotros nosotras nos vosotros vosotras os

    # Indefinites and quantifiers
    uno alguien algo nadie nada alguno alguna algunos algunas algún ninguno ninguna ningunos
    ningunas ningún cualquiera cualquier cualesquiera cualesquier quienquiera quienesquiera todo
    toda todos todas otro otra otros otras cada ambos ambas varios varias sendos sendas demás mucho
    mucha muchos muchas poco poca pocos pocas tanto tanta tantos tantas demasiado demasiada
    demasiados demasiadas bastante bastantes más menos

    # Interrogatives and relatives
    que quien quienes cual cuales cuyo cuya cuyos cuyas cuanto cuanta cuantos cuantas
    donde adonde cuando como
    qué quién quiénes cuál cuáles cuánto cuánta cuántos cuántas dónde adónde cuándo cómo

    # Prepositions
    a ante bajo con contra de desde durante en entre excepto hacia hasta mediante para por salvo
    según sin sobre tras

    # Conjunctions
    y e o u ni pero mas sino aunque porque pues si conque mientras

    # As spelled until 1911 and 1952
    á é ó ú fué fuí

    # Negation
    no nunca jamás tampoco

    # Adverbs that stand for others, join or grade
    aquí ahí allí acá allá entonces así ya aún aun también además muy tan sólo solo cuán

    # haber
    haber habiendo habido he has ha hemos habéis han hay había habías habíamos habíais habían
    hube hubiste hubo hubimos hubisteis hubieron habré habrás habrá habremos habréis habrán
    habría habrías habríamos habríais habrían haya hayas hayamos hayáis hayan
    hubiera hubieras hubiéramos hubierais hubieran hubiese hubieses hubiésemos hubieseis hubiesen
    hubiere hubieres hubiéremos hubiereis hubieren

    # ser
    ser siendo sido soy eres sos es somos sois son era eras éramos erais eran
    fui fuiste fue fuimos fuisteis fueron seré serás será seremos seréis serán
    sería serías seríamos seríais serían sea seas seamos seáis sean
    fuera fueras fuéramos fuerais fueran fuese fueses fuésemos fueseis fuesen
    fuere fueres fuéremos fuereis fueren

    # estar
    estar estando estoy estás está estamos estáis están
    estaba estabas estábamos estabais estaban estuve estuviste estuvo estuvimos estuvisteis
    estuvieron estaré estarás estará estaremos estaréis estarán estaría estarías estaríamos
    estaríais estarían esté estés estemos estéis estén estuviera estuvieras estuviéramos estuvierais
    estuvieran estuviese estuvieses estuviésemos estuvieseis estuviesen

    # tener
    tener teniendo tenido tengo tienes tenés tiene tenemos tenéis tienen
    tenía tenías teníamos teníais tenían tuve tuviste tuvo tuvimos tuvisteis tuvieron
    tendré tendrás tendrá tendremos tendréis tendrán
    tendría tendrías tendríamos tendríais tendrían tenga tengas tengamos tengáis tengan
    tuviera tuvieras tuviéramos tuvierais tuvieran tuviese tuvieses tuviésemos tuvieseis tuviesen

    # poder
    pudiendo podido puedo puedes podés puede podemos podéis pueden
    podía podías podíamos podíais podían pude pudiste pudo pudimos pudisteis pudieron
    podré podrás podrá podremos podréis podrán podría podrías podríamos podríais podrían
    pueda puedas podamos podáis puedan
    pudiera pudieras pudiéramos pudierais pudieran pudiese pudieses pudiésemos pudieseis pudiesen

    # deber
    debiendo debido debo debes debés debe debemos debéis deben
    debía debías debíamos debíais debían debí debiste debió debimos debisteis debieron
    deberé deberás deberá deberemos deberéis deberán
    debería deberías deberíamos deberíais deberían deba debas debamos debáis deban
    debiera debieras debiéramos debierais debieran debiese debieses debiésemos debieseis debiesen
    """
}
