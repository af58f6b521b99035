extension StopWords {
  /// Words of Russian, of the package named in `StopWords+Borrowed.swift`.
  static let russian = """
    а алло без близко более больше будем будет будете будешь будто буду будут будь бы бывает бывь
    был была были было быть в важная важное важные важный вам вами вас ваш ваша ваше ваши вверх
    вдали вдруг ведь везде весь вниз внизу во вокруг вон восемнадцатый восемнадцать восемь восьмой
    вот впрочем времени время все всегда всего всем всеми всему всех всею всю всюду вся всё второй
    вы г где говорил говорит год года году да давно даже далеко дальше даром два двадцатый
    двадцать две двенадцатый двенадцать двух девятнадцатый девятнадцать девятый девять
    действительно дел день десятый десять для до довольно долго должно другая другие других друго
    другое другой е его ее ей ему если есть еще ещё ею её ж же жизнь за занят занята занято заняты
    затем зато зачем здесь значит и из или им именно иметь ими имя иногда их к каждая каждое
    каждые каждый кажется как какая какой кем когда кого ком кому конечно которая которого которой
    которые который которых кроме кругом кто куда лет ли лишь лучше люди м мало между меля менее
    меньше меня миллионов мимо мира мне много многочисленная многочисленное многочисленные
    многочисленный мной мною мог могут мож может можно можхо мои мой мор мочь моя моё мы на
    наверху над надо назад наиболее наконец нам нами нас начала наш наша наше наши не него недавно
    недалеко нее ней нельзя нем немного нему непрерывно нередко несколько нет нею неё ни нибудь
    ниже низко никогда никуда ними них ничего но ну нужно нх о об оба обычно один одиннадцатый
    одиннадцать однажды однако одного одной около он она они оно опять особенно от отовсюду отсюда
    очень первый перед по под пожалуйста позже пока пор пора после посреди потом потому почему
    почти прекрасно при про просто против процентов пятнадцатый пятнадцать пятый пять раз разве
    рано раньше рядом с сам сама сами самим самими самих само самого самой самом самому саму свое
    своего своей свои своих свою сеаой себе себя сегодня седьмой сейчас семнадцатый семнадцать
    семь сих сказал сказала сказать сколько слишком сначала снова со собой собою совсем спасибо
    стал суть т та так такая также такие такое такой там твой твоя твоё те тебе тебя тем теми
    теперь тех то тобой тобою тогда того тоже только том тому тот тою третий три тринадцатый
    тринадцать ту туда тут ты тысяч у уж уже уметь хорошо хотеть хоть хотя хочешь часто чаще чего
    человек чем чему через четвертый четыре четырнадцатый четырнадцать что чтоб чтобы чуть
    шестнадцатый шестнадцать шестой шесть эта эти этим этими этих это этого этой этом этому этот
    эту я
    """

  /// Words of Swedish, of the package named in `StopWords+Borrowed.swift`.
  static let swedish = """
    aderton adertonde adjö aldrig alla allas allt alltid alltså andra andras annan annat artonde
    artonn att av bakom bara behöva behövas behövde behövt beslut beslutat beslutit bland blev bli
    blir blivit bort borta bra bäst bättre båda bådas dag dagar dagarna dagen de del delen dem den
    denna deras dess dessa det detta dig din dina dit ditt dock du där därför då efter eftersom ej
    elfte eller elva en enkel enkelt enkla enligt er era ert ett ettusen fanns fem femte femtio
    femtionde femton femtonde fick fin finnas finns fjorton fjortonde fjärde fler flera flesta
    fram framför från fyra fyrtio fyrtionde få får fått följande för före förlåt förra första
    genast genom gick gjorde gjort god goda godare godast gott gälla gäller gällt gärna gå går
    gått gör göra ha hade haft han hans har heller hellre helst helt henne hennes hit hon honom
    hundra hundraen hundraett hur här hög höger högre högst i ibland icke idag igen igår imorgon
    in inför inga ingen ingenting inget innan inne inom inte inuti ja jag ju jämfört kan kanske
    knappast kom komma kommer kommit kr kunde kunna kunnat kvar legat ligga ligger lika likställd
    likställda lilla lite liten litet länge längre längst lätt lättare lättast långsam långsammare
    långsammast långsamt långt man med mellan men mer mera mest mig min mina mindre minst mitt
    mittemot mot mycket många måste möjlig möjligen möjligt möjligtvis ned nederst nedersta nedre
    nej ner ni nio nionde nittio nittionde nitton nittonde nog noll nr nu nummer när nästa någon
    någonting något några nödvändig nödvändiga nödvändigt nödvändigtvis och också ofta oftast
    olika olikt om oss på rakt redan rätt sade sagt samma sedan senare senast sent sex sextio
    sextionde sexton sextonde sig sin sina sist sista siste sitt sitta sju sjunde sjuttio
    sjuttionde sjutton sjuttonde själv sjätte ska skall skulle slutligen små smått snart som stor
    stora stort större störst säga säger sämre sämst så sådan sådana sådant tack tidig tidigare
    tidigast tidigt till tills tillsammans tio tionde tjugo tjugoen tjugoett tjugonde tjugotre
    tjugotvå tjungo tolfte tolv tre tredje trettio trettionde tretton trettonde två tvåhundra
    under upp ur ursäkt ut utan utanför ute vad var vara varför varifrån varit varje varken vars
    varsågod vart vem vems verkligen vi vid vidare viktig viktigare viktigast viktigt vilka vilkas
    vilken vilket vill vänster vänstra värre vår våra vårt än ännu är även åt åtminstone åtta
    åttio åttionde åttonde över övermorgon överst övre
    """

  /// Words of Turkish, of the package named in `StopWords+Borrowed.swift`.
  static let turkish = """
    acaba altmýþ altý ama bana bazý belki ben benden beni benim beþ bin bir biri birkaç birkez
    birþey birþeyi biz bizden bizi bizim bu buna bunda bundan bunu bunun da daha dahi de defa diye
    doksan dokuz dört elli en gibi hem hep hepsi her hiç iki ile insermi ise için katrilyon kez ki
    kim kimden kime kimi kýrk milyar milyon mu mü mý nasýl ne neden nerde nerede nereye niye niçin
    on ona ondan onlar onlardan onlari onlarýn onu otuz sanki sekiz seksen sen senden seni senin
    siz sizden sizi sizin trilyon tüm ve veya ya yani yedi yetmiþ yirmi yüz çok çünkü üç þey
    þeyden þeyi þeyler þu þuna þunda þundan þunu
    """

  /// Words of Ukrainian, of the package named in `StopWords+Borrowed.swift`.
  static let ukrainian = """
    або адже аж але ало б багато без безперервно близько був буває буде будемо будете будеш буду
    будуть будь була були було бути більш більше в важлива важливе важливий важливі вам вами вас
    ваш ваша ваше ваші вгору вдалині весь вже ви вміти вниз внизу вона вони воно восьмий все всею
    всього всьому всю вся всім всіх втім від відсотків він вісім вісімнадцятий вісімнадцять г геть
    говорив давно далеко далі даром два двадцятий двадцять дванадцятий дванадцять двох дві де
    дев'ятий дев'ятнадцятий дев'ятнадцять дев'ять день десятий десять для до добре довго досить
    другий друго дуже дякую дійсно е ж життя з за завжди зазвичай зайнята зайнятий зайнято зайняті
    занадто зараз зате звичайно звідси звідусіль здається значить знову зовсім зі його йому каже
    какая ким кого кожен кожна кожне кожні коли кому краще кругом крім куди кілька ледве лише люди
    людина м майже мало мати мене менше мені ми миру мною могти мож може можна можуть моя моє мої
    міг між мій мільйонів на навколо навіть навіщо нагорі над назад найбільш нам нами нарешті нас
    наш наша наше наші не небудь недалеко немає нерідко нещодавно нею неї нижче низько ними них ну
    нх нього ні ніби ніж ній ніколи нікуди нічого обидва один одинадцятий одинадцять однак одного
    однієї особливо ось п'ятий п'ятнадцятий п'ятнадцять п'ять перед перший по повинно поки пора
    поруч посеред потрібно потім початку прекрасно при про просто проти під пізніше пір після раз
    рано раніше раптом року років році рік сам сама саме самим самими самих самого самому саму
    самі самій свого свою своє своєї свої своїх себе сих сказав сказала сказати скрізь скільки
    собою собі спасибі спочатку справ став суть сьогодні сьомий сім сімнадцятий сімнадцять т та
    так така таке такий також такі там твоя твоє твій тебе теж тепер ти тим тими тисяч тих то
    тобою тобі того тоді той тому тою треба третій три тринадцятий тринадцять трохи ту туди тут ті
    тільки у усюди усіма хотіти хоч хоча хочеш хто хіба це цей цим цими цих цього цьому цю ця ці
    цієї час часто частіше часу через четвертий чи численна численне численний численні чого чому
    чотири чотирнадцятий чотирнадцять чудово шостий шістнадцятий шістнадцять шість ще що щоб я як
    яка який яких якого якої якщо які є і ім'я іноді інша інше інший інших інші їй їм їх її
    """
}
