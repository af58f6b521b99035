extension StopWords {
  /// Function words of English, British and American, with the contractions that are one token.
  ///
  /// Several are also names or nouns (`us`, `will`, `may`, `it`): dropping them is what a stop list
  /// does. A profile that splits at apostrophes removes the pieces of contractions (`don`, `t`,
  /// `ll`) as well: a list goes through the profile that it serves.
  static let english = """
    # Articles and other determiners
    a an the this that these those each every either neither both all any some no none few fewer
    little less least many more most much several enough such another other others own same

    # Personal pronouns and possessives
    i me my mine myself you your yours yourself yourselves he him his himself she her hers herself
    it its itself we us our ours ourselves they them their theirs themself themselves
    one ones oneself thou thee thy thine thyself ye

    # Indefinite pronouns
    anybody anyone anything everybody everyone everything somebody someone something nobody nothing
    no-one

    # Interrogatives and relatives
    who whom whose which what whoever whomever whosoever whichever whatever whatsoever
    where when why how wherever whenever however whence whither whereby wherein whereof whereupon

    # Prepositions
    about above across after against along alongside amid amidst among amongst around at before
    behind below beneath beside besides between beyond by despite down during except for from in
    inside into like near notwithstanding of off on onto out outside over past per since through
    throughout till to toward towards under underneath unlike until unto up upon versus via with
    within without

    # Conjunctions
    and but or nor so yet if unless because although though while whilst whereas whether lest once
    than as

    # Negation
    not never cannot

    # Auxiliaries
    be am is are was were been being have has had having do does did doing done
    will would shall should can could may might must ought

    # Adverbs that stand for others, join or grade
    here there hither thither then now thus hence therefore thereby therein thereof thereafter
    thereupon hereby herein hereof too very also only just even ever else quite rather again further
    still already

    # Contractions of pronouns
    i'm i've i'll i'd you're you've you'll you'd he's he'll he'd she's she'll she'd it's it'll it'd
    we're we've we'll we'd they're they've they'll they'd one's y'all let's
    that's that'll that'd this'll there's there'll there'd there've there're here's
    who's who'll who'd who've who're what's what'll what'd what've what're which'll which'd
    where's where'd where're when's when'd why's why'd how's how'd how'll how're
    somebody's someone's something's nobody's nothing's everybody's everyone's everything's
    anybody's anyone's anything's tis twas

    # Contractions of auxiliaries
    isn't aren't wasn't weren't ain't haven't hasn't hadn't don't doesn't didn't won't wouldn't
    shan't shouldn't can't couldn't mayn't mightn't mustn't oughtn't needn't daren't
    could've should've would've might've must've may've
    """
}
