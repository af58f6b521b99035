extension StopWords {
  /// Words of Arabic, of the package named in `StopWords+Borrowed.swift`.
  static let arabic = """
    أ ا اثر اجل احد اخرى اذا اربعة اطار اعادة اعلنت اف اكثر اكد الا الاخيرة الان الاول الاولى التى
    التي الثاني الثانية الذاتي الذى الذي الذين السابق الف الماضي المقبل الوقت الى اليوم اما امام
    امس ان انه انها او اول اي ايار ايام ايضا ب باسم بان برس بسبب بشكل بعد بعض بن به بها بين تم
    ثلاثة ثم جميع حاليا حتى حوالى حول حيث حين خلال دون ذلك زيارة سنة سنوات شخصا صباح صفر ضد ضمن
    عام عاما عدة عدد عدم عشر عشرة على عليه عليها عن عند عندما غدا غير ـ ف فان فى في فيه فيها قال
    قبل قد قوة كان كانت كل كلم كما لا لدى لقاء لكن للامم لم لن له لها لوكالة ما مايو مساء مع مقابل
    مليار مليون من منذ منها نحو نفسه نهاية هذا هذه هناك هو هي و و6 واحد واضاف واضافت واكد وان
    واوضح وفي وقال وقالت وقد وقف وكان وكانت ولا ولم ومن وهو وهي يكون يمكن يوم
    """

  /// Words of Bulgarian, of the package named in `StopWords+Borrowed.swift`.
  static let bulgarian = """
    а автентичен аз ако ала бе без беше би бивш бивша бившо бил била били било благодаря близо
    бъдат бъде бяха в вас ваш ваша вероятно вече взема ви вие винаги внимава време все всеки
    всички всичко всяка във въпреки върху г ги главен главна главно глас го година години годишен
    д да дали два двама двамата две двете ден днес дни до добра добре добро добър докато докога
    дори досега доста друг друга други е евтин едва един една еднаква еднакви еднакъв едно екип
    ето живот за забавям зад заедно заради засега заспал затова защо защото и из или им има имат
    иска й каза как каква какво както какъв като кога когато което които кой който колко която
    къде където към лесен лесно ли лош м май малко ме между мек мен месец ми много мнозина мога
    могат може мокър моля момента му н на над назад най направи напред например нас не него нещо
    нея ни ние никой нито нищо но нов нова нови новина някои някой няколко няма обаче около освен
    особено от отгоре отново още пак по повече повечето под поне поради после почти прави пред
    преди през при пък първата първи първо пъти равен равна с са сам само се сега си син скоро
    след следващ сме смях според сред срещу сте съм със също т т.н. тази така такива такъв там
    твой те тези ти то това тогава този той толкова точно три трябва тук тъй тя тях у утре харесва
    хиляди ч часа че често чрез ще щом юмрук я як
    """

  /// Words of Catalan, of the package named in `StopWords+Borrowed.swift`.
  static let catalan = """
    a abans algun alguna algunes alguns altre amb ambdós anar ans aquell aquelles aquells aquí
    bastant bé cada com consegueixo conseguim conseguir consigueix consigueixen consigueixes dalt
    de des dins el elles ells els en ens entre era erem eren eres es estan estat estava estem
    esteu estic està ets fa faig fan fas fem fer feu fi haver i inclòs jo la les llarg llavors
    mentre meu mode molt molts nosaltres o on per perquè però podem poden poder podeu potser
    primer puc quan quant que qui què sabem saben saber sabeu sap saps sense ser seu seus si soc
    solament sols som sota també te tene tenim tenir teniu teu tinc tot un una unes uns va vaig
    van vosaltres és éssent últim ús
    """

  /// Words of Danish, of the package named in `StopWords+Borrowed.swift`.
  static let danish = """
    ad af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din
    disse dog du efter eller en end er et for fra ham han hans har havde have hende hendes her hos
    hun hvad hvis hvor i ikke ind jeg jer jo kunne man mange med meget men mig min mine mit mod
    ned noget nogle nu når og også om op os over på selv sig sin sine sit skal skulle som sådan
    thi til ud under var vi vil ville vor være været
    """

  /// Words of Dutch, of the package named in `StopWords+Borrowed.swift`.
  static let dutch = """
    aan af al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus
    een eens en er ge geen geweest haar had heb hebben heeft hem het hier hij hoe hun iemand iets
    ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of
    om omdat onder ons ook op over reeds te tegen toch toen tot uit uw van veel voor want waren
    was wat we wel werd wezen wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou
    """

  /// Words of Finnish, of the package named in `StopWords+Borrowed.swift`.
  static let finnish = """
    aiemmin aika aikaa aikaan aikaisemmin aikaisin aikajen aikana aikoina aikoo aikovat aina
    ainakaan ainakin ainoa ainoat aiomme aion aiotte aist aivan ajan alas alemmas alkuisin alkuun
    alla alle aloitamme aloitan aloitat aloitatte aloitattivat aloitettava aloitettevaksi
    aloitettu aloitimme aloitin aloitit aloititte aloittaa aloittamatta aloitti aloittivat alta
    aluksi alussa alusta annettavaksi annetteva annettu antaa antamatta antoi aoua apu asia asiaa
    asian asiasta asiat asioiden asioihin asioita asti avuksi avulla avun avutta edelle edelleen
    edellä edeltä edemmäs edes edessä edestä ehkä ei eikä eilen eivät eli ellei elleivät ellemme
    ellen ellet ellette emme en enemmän eniten ennen ensi ensimmäinen ensimmäiseksi ensimmäisen
    ensimmäisenä ensimmäiset ensimmäisiksi ensimmäisinä ensimmäisiä ensimmäistä ensin entinen
    entisen entisiä entisten entistä enää eri erittäin erityisesti eräiden eräs eräät esi esiin
    esillä esimerkiksi et eteen etenkin ette ettei että halua haluaa haluamatta haluamme haluan
    haluat haluatte haluavat halunnut halusi halusimme halusin halusit halusitte halusivat
    halutessa haluton he hei heidän heidät heihin heille heillä heiltä heissä heistä heitä
    helposti heti hetkellä hieman huolimatta huomenna hyvien hyviin hyviksi hyville hyviltä hyvin
    hyvinä hyvissä hyvistä hyviä hyvä hyvät hyvää hän häneen hänelle hänellä häneltä hänen hänessä
    hänestä hänet häntä ihan ilman ilmeisesti itse itsensä itseään ja jo johon joiden joihin
    joiksi joilla joille joilta joina joissa joista joita joka jokainen jokin joko joksi joku
    jolla jolle jolloin jolta jompikumpi jona jonka jonkin jonne joo jopa jos joskus jossa josta
    jota jotain joten jotenkin jotenkuten jotka jotta jouduimme jouduin jouduit jouduitte joudumme
    joudun joudutte joukkoon joukossa joukosta joutua joutui joutuivat joutumaan joutuu joutuvat
    juuri jälkeen jälleen jää kahdeksan kahdeksannen kahdella kahdelle kahdelta kahden kahdessa
    kahdesta kahta kahteen kai kaiken kaikille kaikilta kaikkea kaikki kaikkia kaikkiaan
    kaikkialla kaikkialle kaikkialta kaikkien kaikkin kaksi kannalta kannattaa kanssa kanssaan
    kanssamme kanssani kanssanne kanssasi kauan kauemmas kautta kehen keiden keihin keiksi keille
    keillä keiltä keinä keissä keistä keitten keittä keitä keneen keneksi kenelle kenellä keneltä
    kenen kenenä kenessä kenestä kenet kenettä kennessästä kerran kerta kertaa kesken keskimäärin
    ketkä ketä kiitos kohti koko kokonaan kolmas kolme kolmen kolmesti koska koskaan kovin kuin
    kuinka kuitenkaan kuitenkin kuka kukaan kukin kumpainen kumpainenkaan kumpi kumpikaan kumpikin
    kun kuten kuuden kuusi kuutta kyllä kymmenen kyse liian liki lisäksi lisää luo lähekkäin
    lähelle lähellä läheltä lähemmäs lähes lähinnä lähtien läpi mahdollisimman mahdollista me
    meidän meidät meihin meille meillä meiltä meissä meistä meitä melkein melko menee meneet
    menemme menen menet menette menevät meni menimme menin menit menivät mennessä mennyt menossa
    mihin mikin miksi mikä mikäli mikään mille milloin millä miltä minkä minne minua minulla
    minulle minulta minun minussa minusta minut minuun minä missä mistä miten mitkä mitä mitään
    moi molemmat mones monesti monet moni moniaalla moniaalle moniaalta monta muassa muiden muita
    muka mukaan mukaansa mukana mutta muu muualla muualle muualta muuanne muulloin muun muut muuta
    muutama muutaman muuten myöhemmin myös myöskin myöskään myötä ne neljä neljän neljää niiden
    niihin niiksi niille niillä niiltä niin niinä niissä niistä niitä noiden noihin noiksi noilla
    noille noilta noin noina noissa noista noita nopeammin nopeasti nopeiten nro nuo nyt näiden
    näihin näiksi näille näillä näiltä näin näinä näissä näissähin näissälle näissältä näissästä
    näistä näitä nämä ohi oikein ole olemme olen olet olette oleva olevan olevat oli olimme olin
    olisi olisimme olisin olisit olisitte olisivat olit olitte olivat olla olleet olli ollut oma
    omaa omaan omaksi omalle omalta oman omassa omat omia omien omiin omiksi omille omilta omissa
    omista on onkin onko ovat paikoittain paitsi pakosti paljon paremmin parempi parhaillaan
    parhaiten perusteella peräti pian pieneen pieneksi pienelle pienellä pieneltä pienempi
    pienestä pieni pienin poikki puolesta puolestaan päälle runsaasti saakka sadam sama samaa
    samaan samalla samallalta samallassa samallasta saman samat samoin sata sataa satojen se
    seitsemän sekä sen seuraavat siellä sieltä siihen siinä siis siitä sijaan siksi sille silloin
    sillä silti siltä sinne sinua sinulla sinulle sinulta sinun sinussa sinusta sinut sinuun sinä
    sisäkkäin sisällä siten sitten sitä suoraan suuntaan suuren suuret suuri suuria suurin suurten
    taa taas taemmas tahansa tai takaa takaisin takana takia tapauksessa tavalla tavoitteena te
    teidän teidät teihin teille teillä teiltä teissä teistä teitä tietysti todella toinen
    toisaalla toisaalle toisaalta toiseen toiseksi toisella toiselle toiselta toisemme toisen
    toisensa toisessa toisesta toista toistaiseksi toki tosin tuhannen tuhat tule tulee tulemme
    tulen tulet tulette tulevat tulimme tulin tulisi tulisimme tulisin tulisit tulisitte tulisivat
    tulit tulitte tulivat tulla tulleet tullut tuntuu tuo tuohon tuoksi tuolla tuolle tuolloin
    tuolta tuon tuona tuonne tuossa tuosta tuota tuskin tykö tähän täksi tälle tällä tällöin tältä
    tämä tämän tänne tänä tänään tässä tästä täten tätä täysin täytyvät täytyy täällä täältä usea
    useasti useimmiten usein useita uudeksi uudelleen uuden uudet uusi uusia uusien uusinta uuteen
    uutta vaan vai vaiheessa vaikea vaikean vaikeat vaikeilla vaikeille vaikeilta vaikeissa
    vaikeista vaikka vain varmasti varsin varsinkin varten vasta vastaan vastakkain verran vielä
    vierekkäin vieri viiden viime viimeinen viimeisen viimeksi viisi voi voidaan voimme voin voisi
    voit voitte voivat vuoden vuoksi vuosi vuosien vuosina vuotta vähemmän vähintään vähiten vähän
    välillä yhdeksän yhden yhdessä yhteen yhteensä yhteydessä yhteyteen yhtä yhtäälle yhtäällä
    yhtäältä yhtään yhä yksi yksin yksittäin yleensä ylemmäs yli ylös ympäri älköön älä
    """
}
