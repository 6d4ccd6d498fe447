/// The wording of all messages of the language, kept in one file for proofreading.
///
/// Messages are in the third person, without blame and without token names. Help is text that the writer can type.
extension Problem {
  struct Wording {
    var message: String
    var help: String?

    init(_ message: String, help: String? = nil) {
      self.message = message
      self.help = help
    }
  }

  var wording: Wording {
    switch self {
    case .tooLarge:
      Wording("the text is longer than 1 MiB, the most a pattern may have", help: "split it into several patterns")
    case .notUTF8:
      Wording("the text is not UTF-8 from here on", help: "save it as UTF-8 in the editor's 'save as' dialogue")
    case .wideText:
      Wording("the text is stored as UTF-16", help: "save it as UTF-8 in the editor's 'save as' dialogue")
    case .notPlainText(let kind):
      Wording(
        "the file is \(kind), not a plain text",
        help: "open it, save its words as plain text in UTF-8, and give that file a name that ends in '.breath'")
    case .nulByte:
      Wording("the file holds a NUL byte, so it is not a text", help: "check that this is the right file")
    case .emptyPattern:
      Wording(
        "the pattern has no steps, so it would be silent",
        help: "add a step, such as 'breaths 5 { inhale 4; exhale 6 }'")

    case .unexpectedCharacter(let scalar): Self.strangerWording(scalar)
    case .bidirectionalControl(let scalar):
      Wording(
        "the invisible character \(Self.codePoint(scalar)) changes the order in which the line is shown",
        help: "delete it; to see it, let the editor show control characters")
    case .wordTooLong:
      Wording("the word is longer than \(Limits.longestLabel) bytes", help: "shorten it, or put a text between quotes")
    case .foreignQuotes:
      Wording("a text stands between straight double quotes", help: "type \" on both sides of the text")
    case .foreignDash(let written):
      Wording("these numbers are joined by a long dash", help: "write '\(written)' with plain hyphens")
    case .unclosedText:
      Wording("the text has no closing quote on its line", help: "end it with \"; a text stays on one line")
    case .unknownEscape:
      Wording(
        "a backslash stands only before a quote, a brace or another backslash",
        help: "write '\\\\' for the backslash itself")
    case .bareBraceInText:
      Wording("a brace in a text needs a backslash", help: "write '\\}'")
    case .notAPlaceholder(let written):
      Wording(
        "'\(written)' does not stand for a value",
        help: "braces hold a name, as in '{pace}'; write '\\{' for a brace that is part of the text")
    case .decimalComma(let written):
      Wording(
        "decimals are written with a point",
        help: "write '\(written.replacing(",", with: "."))'")
    case .missingZero(let written):
      Wording("a number begins with a digit", help: "write '0\(written)'")
    case .negativeNumber(let written): Self.negativeWording(written)
    case .foreignRate(let written, let rate):
      Wording("'\(written)' is not how a rate is written", help: "write '\(rate)'")
    case .foreignTo(let sign):
      Wording("'\(sign)' does not stand between two values", help: "write 'to', as in 'exhale 6 to 9'")
    case .foreignBracket(let sign):
      Wording(
        "'\(sign)' holds no steps and no list",
        help: "write steps between '{' and '}'; separate the values of a list with spaces, as in 'for n in 4 5 6 {'")
    case .clockTime(let form): Wording("a time is written with its units", help: "write '\(form)'")
    case .twoPoints(let written):
      Wording("'\(written)' is not a number", help: "write one point at most, as in '4.5'")
    case .rhythmWithUnits:
      Wording(
        "a rhythm is made of bare numbers", help: "write counts, as in '4-7-8 times 4'; 'count 1s' gives their length")
    case .rhythmSigns(let suggestion):
      Wording("the numbers of a rhythm are joined by hyphens", help: "write '\(suggestion)'")
    case .rhythmForTime(let form):
      Wording("a rhythm takes a number of breaths, not a time", help: "write '\(form)'")
    case .rhythmInBreaths(let rhythm, let number):
      Wording(
        "'\(rhythm)' is a whole rhythm, which needs no 'breaths'", help: "write '\(rhythm) times \(number ?? "4")'")
    case .foreignComment(let sign):
      Wording("'\(sign)' does not begin a comment", help: "write '#'")
    case .numberTooLong:
      Wording(
        "the number is too long", help: "numbers go up to \(Limits.largestNumber), with at most six decimals")
    case .unknownUnit(let unit, let number):
      if let meant = TimeUnit.meant(by: unit) {
        Wording(
          "'\(unit)' is not a unit of time", help: "write '\(meant.rawValue)', as in '\(number)\(meant.rawValue)'")
      } else if Vocabulary.isTimes(unit.lowercased()) {
        Wording(
          "'\(unit)' is not a unit",
          help: "write 'repeat \(number) { … }', 'breaths \(number) { … }' or '4-7-8 times \(number)'")
      } else if ["st", "nd", "rd", "th", "e", "de", "ste", "ter", "er", "ème"].contains(unit.lowercased()) {
        Wording("'\(unit)' is not a unit", help: "write '\(number)'")
      } else if let meant = ["hz": "Hz", "db": "dB", "lufs": "LUFS"][unit.lowercased()] {
        Wording("'\(unit)' is not a unit", help: "write '\(meant)'")
      } else if TimeUnit.isUnitInWords(unit.lowercased()) {
        Wording("counts have no unit", help: "leave out '\(unit)': a bare number means counts")
      } else {
        Wording("'\(unit)' is not a unit of time", help: "the units are h, min, s and ms; a bare number means counts")
      }
    case .missingUnit(let written):
      Wording(
        "the last number in '\(written)' has no unit",
        help: written.contains("h") && !written.contains("m")
          ? "write '\(written)min' for minutes, or 's' for seconds"
          : "write '\(written)s' for seconds, or 'min', 'h' or 'ms'")
    case .unitOrder:
      Wording("the units of a time go from large to small, each once", help: "write it as in '1h2min3s'")

    case .unknownWord(let word, let suggestion):
      Wording(
        "'\(word)' is not a word of the language",
        help: suggestion.map { "write '\($0)'" }
          ?? Vocabulary.helpWithout(word.lowercased())
          ?? "a step begins with \(Self.phases), breaths, repeat, sides, section, say, for, use or clip"
      )
    case .reservedName(let word):
      Wording(
        "'\(word)' is a word of the language and cannot be a name", help: "choose another name, such as 'my-\(word)'")
    case .lookalikeLetter(let letter, let suggestion):
      Wording(
        "'\(letter)' (\(Self.codePoint(letter))) is a letter of another alphabet that looks like one of the word",
        help: "type '\(suggestion)' anew")
    case .notAStatement(let found, let suggestion):
      Wording(
        "a statement begins with a word or with a rhythm such as 4-7-8, not with \(found)",
        help: "write '\(suggestion ?? "inhale 4")'")
    case .listMark(let sign):
      Wording(
        "'\(sign)' is the sign of a list, and steps need none",
        help: "leave it out, here and on the other lines: each step stands on a line of its own")
    case .missingLength(let phase):
      Wording("'\(phase)' needs a length", help: "write '\(phase) 7' for seven counts, or '\(phase) 7s' for seconds")
    case .lengthNotFirst(let phase, let length):
      Wording(
        "'\(phase)' takes the length first, then the side, then the text",
        help: "write '\(phase) \(length)'")
    case .rhythmAsLength(let phase, let rhythm):
      Wording(
        "'\(phase)' takes one length, and '\(rhythm)' is a whole rhythm",
        help: "write '\(phase) \(rhythm.replacing("-", with: " to ", maxReplacements: 1).prefix { $0 != "-" })' "
          + "for a change from round to round, or '\(rhythm) times 4' as a statement of its own")
    case .missingValue(let statement, let form):
      Wording("'\(statement)' is not complete", help: "write '\(form)'")
    case .missingBlock(let statement, let form):
      Wording(
        "'\(statement)' needs its steps between braces, the first brace on the same line", help: "write '\(form)'")
    case .missingBrace(let statement, let word):
      Wording("the block of '\(statement)' begins with a brace", help: "write '{' before '\(word)'")
    case .textOnNextLine(let statement):
      Wording(
        "the text of '\(statement)' stands on the next line", help: "put it after '\(statement)', on the same line")
    case .missingTimes(let ratio, let number):
      Wording("'\(ratio)' does not say how often", help: "write '\(ratio) times \(number ?? "4")'")
    case .missingSeparator(let word):
      Wording("each step is on a line of its own or after ';'", help: "put ';' or a new line before \(word)")
    case .misplacedWord(let word, let form):
      Wording("'\(word)' cannot begin a statement", help: "write it as in '\(form)'")
    case .braceOnNextLine(let statement):
      Wording(
        "the brace of '\(statement)' stands on the next line",
        help: "put '{' at the end of the line with '\(statement)'")
    case .splitTime(let joined):
      Wording("the parts of a time are joined", help: "write '\(joined)'")
    case .quoteInText:
      Wording("the text ends at its second quote", help: "write '\\\"' for a quote inside a text")
    case .sideBehindText(let side):
      Wording("the side stands before the text", help: "write it as in 'inhale 4 \(side) \"text\"'")
    case .detachedUnit(let number, let unit):
      if let meant = TimeUnit.meant(by: unit)?.rawValue {
        Wording("a unit is joined to its number", help: "write '\(number)\(meant)'")
      } else if let meant = Vocabulary.levelUnit(unit) {
        Wording("a level is below zero, and its unit is joined to its number", help: "write '-\(number)\(meant)'")
      } else {
        Wording("counts have no unit", help: "write '\(number)': a bare number means counts")
      }
    case .unitAfterName(let name, let unit):
      if let meant = TimeUnit.meant(by: unit)?.rawValue {
        Wording(
          "a unit is joined to a number, and '\(name)' is a name",
          help: "write '10\(meant)', or your number, where '\(name)' gets its value, and '\(name)' alone here")
      } else {
        Wording("counts have no unit", help: "write '\(name)' alone: a bare number means counts")
      }
    case .strayText(let found, let statement, let fullForm, let suggestion):
      Wording(
        "\(found) has no meaning here, in '\(statement)'",
        help: suggestion.map { "write '\($0)'" } ?? "the statement reads: \(fullForm)")
    case .superfluous(let found, let statement):
      Wording("\(found) has no meaning here, in '\(statement)'", help: "leave it out")
    case .unquotedText(let statement, let words):
      Wording("a text in '\(statement)' stands between quotes", help: "write '\"\(words)\"'")
    case .repeatedWord(let word):
      Wording("'\(word)' is written twice", help: "leave one out")
    case .conflictingWords(let first, let second):
      Wording("'\(first)' and '\(second)' exclude each other", help: "leave one out")
    case .wordWithoutCountdown(let word):
      Wording(
        "'\(word)' says how numbers are announced, but none are",
        help: "write 'countdown' or 'countup' before '\(word)'")
    case .blockWithoutOwner:
      Wording(
        "these braces do not say what they are for", help: "write 'repeat 2 {' or 'section \"Name\" {' before them")
    case .unclosedParenthesis:
      Wording("this parenthesis is never closed", help: "add ')' after the value")
    case .unclosedBlock:
      Wording("this brace is never closed", help: "add '}' after the last step of the block")
    case .strayBrace:
      Wording("this brace closes nothing", help: "leave it out, or open its block with '{'")
    case .tooDeep:
      Wording("blocks are nested deeper than \(Limits.deepestNesting)", help: "put the steps one after the other")
    case .expandsTooDeep:
      Wording(
        "this is nested deeper than \(Limits.deepestNesting), together with the blocks, definitions and patterns that lead here",
        help: "use it outside some of them, or put the steps one after the other")
    case .emptyBlock(let statement):
      Wording(
        "'\(statement)' has nothing between its braces", help: "write at least one step there, such as 'inhale 4'")

    case .settingTwice(let name):
      Wording("'\(name)' is set twice", help: "leave one out")
    case .settingAfterStep(let name):
      Wording(
        "'\(name)' is a setting, and settings stand before the first step", help: "move it to the top of the text")
    case .settingInBlock(let name):
      Wording("'\(name)' is a setting of the whole track", help: "move it to the top of the text, outside every block")
    case .settingNotFirst(let name):
      Wording(
        "'\(name)' stands at the top of the text, or first in a section",
        help: "move it to the top, or write 'section \"Name\" { \(name) …' and then the steps it is for")
    case .commandInSection:
      Wording(
        "a command speaks in the whole track, not in one section",
        help:
          "move 'voice command' to the top of the text; a section may have 'voice none', a name, 'piper' or a folder")
    case .unsupported(let feature): feature.wording
    case .restingMisplaced(let rest, let help):
      switch help {
      case .beforeBrace(let statement):
        Wording(
          "'resting' stands before the first brace of '\(statement)'",
          help: statement == "sides"
            ? "write 'sides \"left\" \"right\" resting \(rest) {'" : "write 'repeat 2 resting \(rest) {'")
      case .inRepeat(let steps):
        Wording(
          "'resting' is a rest between the rounds of 'repeat' or 'sides'",
          help: "write 'rest \(rest)' as a step after it, or 'repeat 2 resting \(rest) { \(steps) }'")
      case .onItsOwn:
        Wording(
          "'resting' is a rest between the rounds of 'repeat' or 'sides'",
          help: "write 'rest \(rest)' as a step of its own, on the next line")
      }
    case .openLength(let phase, let length, let words):
      Wording(
        "'\(words)' leaves the length open, and a track has to have one",
        help: "write '\(phase) \(length) \"\(words)\"' to say it, or 'rest 10s' where nobody is led")
    case .bellTooLate(let time, let steps):
      Wording(
        "this bell needs steps of \(time), but they last \(steps)", help: "choose a time of at most \(steps)")
    case .notALanguage(let tag):
      Wording(
        "'\(tag)' is not a language tag",
        help: (Vocabulary.languageTag(tag) ?? Vocabulary.hyphenated(tag)).map { "write 'language \($0)'" }
          ?? "write 'language nl' or 'language en', or a tag such as 'pt-BR'")
    case .unknownEnding(let word):
      Wording(
        "'\(word)' is not an ending",
        help: Vocabulary.inside(word.lowercased(), among: ["none", "bell"]).map { "write 'ending \($0)'" }
          ?? "write 'ending bell', 'ending bell 10s' or 'ending none'")

    case .notInList(let word, let what, let known, let suggestion):
      Wording(
        "'\(word)' is not \(what.first.map("aeiou".contains) ?? false ? "an" : "a") \(what)",
        help: (Vocabulary.inside(word.lowercased(), among: known) ?? suggestion).map { "write '\($0)'" }
          ?? Self.recordingHelp(word, what)
          ?? (what == "set of sounds" && Vocabulary.isNone(word.lowercased())
            ? "write 'sounds { inhale none; exhale none }'" : nil) ?? "there are \(known.joined(separator: ", "))")
    case .notAPitch(let word):
      Wording("'\(word)' is not a pitch", help: "write a note such as 'A3' or 'C#5', or a frequency such as '440Hz'")
    case .tooManyPitches(let sound, 0): Wording("'\(sound)' has no pitch", help: "leave the pitch out")
    case .tooManyPitches(let sound, _):
      Wording("'\(sound)' keeps its pitch", help: "write one pitch, or let 'glide' go from one to the other")
    case .notASound(let name):
      Wording(
        "'\(name)' has no place in a set of sounds",
        help: "the file holds 'sounds { … }', and before it 'title', 'about' or 'source'")
    case .fadesTooLong(let fades, let track):
      Wording(
        "the fades take \(fades) together, but the track lasts \(track)",
        help: "shorten them, so that the track is heard in between")
    case .noSounds: Wording("the file has no 'sounds { … }'", help: "write 'sounds { inhale glide A3 to E4 }'")

    case .unknownName(let name, nil) where name == Evaluator.side || name == Evaluator.otherSide:
      Wording(
        "'{\(name)}' has no meaning outside 'sides'",
        help: "put the text in a block such as 'sides \"left\" \"right\" { … }', whose names it stands for")
    case .unknownName(let name, let suggestion):
      Wording(
        "nothing has the name '\(name)'",
        help: Vocabulary.isEndless(name)
          ? "write a number or a time: every track has an end"
          : (suggestion ?? NumberWord.digits(for: name)).map { "write '\($0)'" }
            ?? "write a value, or give the name one at the top: 'parameter \(name) = 4'")
    case .cannotCompute(let written):
      Wording("'\(written)' cannot be computed", help: "the result must be a positive value of the same kind")
    case .computationTooLong:
      Wording(
        "the computation has more than \(Limits.mostOperators) signs", help: "give a part of it a name with 'parameter'"
      )
    case .rampOutside:
      Wording(
        "'to' changes a value from round to round, but there are no rounds here",
        help: "put it in 'breaths' or 'repeat'")
    case .mixedRamp(let from, let to, let suggestion):
      Wording(
        "'to' joins two values of one kind, not \(from) and \(to)",
        help: suggestion.map { "write '\($0)'" } ?? "write both as counts, as times or as rates")
    case .unknownSide(let name, let suggestion):
      Wording(
        "'\(name)' is neither a side nor a name that stands for one",
        help: (suggestion ?? Vocabulary.inside(name.lowercased(), among: ["left", "right"]))
          .map { "write '\($0)'" }
          ?? "write 'left' or 'right', or put a text between quotes: '\"\(name)\"'")
    case .notASide(let name, let value):
      Wording("'\(name)' stands for \(value), not for a side", help: "use a name whose value is 'left' or 'right'")

    case .nameTwice(let name):
      Wording("the name '\(name)' is taken", help: "choose another name")
    case .unknownDefinition(let name, let suggestion):
      Wording(
        "nothing is defined as '\(name)'",
        help: suggestion.map { "write '\($0)'" }
          ?? "write 'use \"\(name).breath\"' for the pattern in that file, or define '\(name)' at the top")
    case .unknownParameter(let name, let user, let known, let suggestion):
      Wording(
        "'\(user)' has no parameter '\(name)'",
        help: suggestion.map { "write '\($0)'" }
          ?? (known.isEmpty
            ? "leave it out: it has no parameters" : "its parameters are \(known.joined(separator: ", "))"))
    case .missingArguments(let name, let missing):
      Wording(
        "'\(name)' needs a value for \(missing.joined(separator: ", "))",
        help: "write 'use \(name) with \(missing.map { $0 == "…" ? $0 : "\($0) = …" }.joined(separator: ", "))'")
    case .usesItself(let path):
      Wording("this would use itself for ever: \(path)", help: "take one of the uses out")
    case .cannotUse(let path, let what, let failure):
      switch failure {
      case .missing(let suggestion):
        Wording(
          "there is no \(what) '\(path)'",
          help: suggestion.map { "write '\($0)'" }
            ?? (Sounds.sets.contains(path) ? "write 'sounds \(path)' for the set that has no file" : nil)
            ?? "the path begins in the folder of this text")
      case .outsideRoot:
        Wording(
          "'\(path)' lies outside the folder of the patterns",
          help: "move it there, or name the folder that holds both when you call adem")
      case .unreadable(let reason): Wording("'\(path)' cannot be read: \(reason)", help: "check the file")
      }
    case .usedTooDeep:
      Wording("patterns use one another deeper than \(Limits.deepestUse)", help: "use the inner one directly")
    case .usesTooMuch:
      Wording(
        "the pattern uses more than \(Limits.mostFiles) files, or more than \(Limits.mostUsed >> 20) MiB of them",
        help: "leave some out, or split the pattern into several")
    case .tooMuchToUnroll:
      Wording(
        "the pattern unrolls into more than \(Limits.largestUnrolling) steps",
        help: "use 'repeat' for what stays the same, and 'for' or 'to' only for what changes")

    case .wrongValue(let statement, let wants, let found, let example):
      Wording("'\(statement)' takes \(wants), not \(found)", help: "write '\(example)'")
    case .notWhole(let statement, let found):
      Wording(
        "'\(statement)' takes \(Self.number(for: statement)), not \(found)", help: "write '\(statement) 5'")
    case .outOfRange(let what, let from, let to, let found):
      Wording(
        "\(what) is \(found); it must be between \(from) and \(to)",
        help: from.hasPrefix("-") && !found.hasPrefix("-")
          ? "write '-\(found)', or another value from \(from) to \(to)" : "choose a value from \(from) to \(to)")
    case .emptyText(let statement):
      Wording(
        "the text of '\(statement)' is empty",
        help: "write what it should say, or leave it out together with its quotes")
    case .textTooLong(let statement, let bytes, let limit):
      Wording(
        "the text of '\(statement)' has \(bytes) bytes; it may have \(limit)",
        help: statement == "say"
          ? "part it into several, each in a 'say' of its own"
          : Keyword(rawValue: statement)?.phase != nil
            ? "shorten it, or say it before: a 'say' of its own may have \(Limits.longestInstruction) bytes"
            : "shorten it")

    case .notAPhase(let statement):
      Wording(
        "'breaths' holds one breath, so '\(statement)' cannot stand in it",
        help: "write 'repeat' in place of 'breaths', or move '\(statement)' out of the braces")
    case .ratioParts(let count):
      Wording(
        "a rhythm has two to four numbers, not \(count)",
        help: "two are in-out, three in-hold-out, four add the hold after the exhale: '4-7-8 times 4'")
    case .timeInPacedBreath(let phase, let pace):
      Wording(
        "'\(phase)' has a time of its own, but at \(pace) the rate decides how long the breath lasts",
        help:
          "write lengths as counts, which give the ratio, such as 'inhale 4; exhale 6', and move the rest out of the braces"
      )
    case .announcementWithoutPhase(let phase):
      Wording(
        "the numbers are announced on the \(phase), but the breath has none",
        help: "add '\(phase) 4' to the breath, or leave out 'on \(phase)'")
    case .tooManyToAnnounce(let count, let what):
      Wording(
        "\(count) \(what) are more than can be announced",
        help: "announce at most \(Limits.largestAnnouncement): leave out the countdown, or repeat a shorter one")
    case .announcementTooLong(let number, let needed, let phase, let room):
      Wording(
        "the bells that announce \(number) take \(needed), but the '\(phase)' on which they sound lasts \(room)",
        help: "lengthen the '\(phase)' to \(needed), announce fewer numbers with 'every', or leave out the countdown")
    case .announcesNothing(let every, let total, let what):
      Wording(
        "'every \(every)' announces none of \(total) \(what)",
        help: "choose a smaller number, or leave out the countdown")
    case .numbersDoNotFit(let from, let to, let total, let what, let word):
      Self.numbersWording(from: from, to: to, total: total, what: what, word: word)
    case .numbersTogether(let phase):
      Wording(
        "numbers are announced on the same \(phase) as those of a block in this one",
        help: "leave out one of the two, or say the outer number in a text: 'say \"Round {number}\"'")
    case .nothingToAnnounceOn:
      Wording(
        "the numbers are announced at the start of a phase, and this block has none",
        help: "add a phase, such as 'inhale 4', or leave out the countdown")
    case .noBellForZero:
      Wording(
        "bells cannot announce 0", help: "let the numbers end at 1, or set a voice that says them, such as 'voice nl'")
    case .numberWithEvery(let statement):
      Wording(
        "with 'every' not each round has a number that '\(statement)' could say",
        help: "leave out 'every', or put the text on a phase of 'breaths'")
    case .numberOfBreath(let statement):
      Wording(
        "the number of a breath is known only on its phases, not in '\(statement)'",
        help: "put the text on a phase, as in 'inhale 4 \"{number}\"'")
    case .numberHidden:
      Wording(
        "the innermost 'repeat' around '{number}' is not counted",
        help: "write 'countup' behind it, or 'breaths' in its place")
    case .numberUncounted:
      Wording(
        "'{number}' stands for the number of a round or a breath, and nothing is counted here",
        help: "write 'countup' or 'countdown', as in 'repeat 3 countup { … }' or 'breaths 20 countdown { … }'")
    case .twoBreaths(let number, let form):
      Wording("'breaths' holds one breath, and this block has \(number)", help: "write '\(form)'")
    case .rateWithoutBreath:
      Wording(
        "a rate counts breaths, and a round has none", help: "leave out the rate, or add 'inhale 4; exhale 6'")
    case .rateInRate:
      Wording("a rate around these steps decides already how long they last", help: "leave out one of the two")
    case .lessThanOneBreath(let time, let breath):
      Wording(
        "\(time) is less than half of one breath, which lasts \(breath)",
        help: "write 'breaths 1', or a time of at least \(breath)")
    case .phaseTooShortAtRate(let found):
      Wording(
        "at this rate the shortest phase would last \(found); a phase lasts at least \(Limits.shortestPhase.spelled)",
        help: "choose a lower rate, or counts that differ less")
    case .phaseTooShortWhenFitted(let found):
      Wording(
        "in so short a time the shortest phase would last \(found); a phase lasts at least \(Limits.shortestPhase.spelled)",
        help: "choose a longer time, or counts that differ less")
    case .sameSide(let side):
      Wording("both names mean the \(side) side", help: "give one of them a name of the other side")
    case .unclearSides(let first, let second):
      Wording(
        "which of '\(first)' and '\(second)' is left, and which is right?",
        help: "write the sides in full: 'left' and 'right', 'links' and 'rechts', 'gauche' and 'droite' …")
    case .countdownTooLong(let number, let statement, let counts):
      Wording(
        "'countdown \(number)' announces \(number) counts, but '\(statement)' lasts \(counts)",
        help: "lengthen '\(statement)', or choose a smaller number")
    case .twoNames(let found):
      Wording("'sides' takes two names, not \(found)", help: "write 'sides \"left\" \"right\" { … }'")
    case .sameName(let name):
      Wording("both sides are called '\(name)'", help: "give each side a name of its own")
    case .trackTooLong(let seconds):
      Wording(
        "the steps would last \(DurationSpelling.approximate(seconds: seconds)); a track has steps of at most \(Limits.longestTrack.spelled)",
        help: "choose fewer rounds or a shorter time")
    case .nothingToPlay:
      Wording(
        "every step has a length or a number of zero, so nothing would be heard",
        help: "give one of them more than zero")
    case .longerThanLasting(let leadIn, let steps, let ending, let whole, let lasting):
      Wording(
        "a lead-in of \(leadIn), steps of \(steps) and an ending of \(ending) are \(whole), but the track is to last \(lasting)",
        help: "write 'lasting \(whole)', or shorten the steps")
    case .fillWithoutLasting:
      Wording(
        "'rest fill' takes a share of the time that is left, and the track has no length of its own",
        help: "write 'lasting 20min' above the first step, or give the rest a time: 'rest 30s'")
    case .fillInTimed(let statement):
      Wording(
        "how long '\(statement)' lasts follows from its steps, so a pause in it cannot fill up",
        help: "give the rest a length, as in 'rest 30s', or move it out of the braces")
    }
  }

  /// Returns the description of a statement's operand that must be a whole number.
  private static func number(for statement: String) -> String {
    switch statement {
    case "every": "a whole number of at least 1"
    case "breaths", "repeat": "a whole number or a time"
    default: "a whole number"
    }
  }

  private static func numbersWording(from: Int, to: Int, total: Int, what: String, word: String) -> Wording {
    let isDown = word == "countdown"
    guard isDown ? from >= to : to >= from else {
      return Wording(
        "'\(word)' does not go from \(from) to \(to)", help: "write '\(isDown ? "countup" : "countdown")'")
    }
    return Wording(
      "from \(from) \(isDown ? "down " : "")to \(to) are \(abs(from - to) + 1) numbers, but there are \(total) \(what)",
      help: isDown
        ? "write 'countdown from \(total)', or 'countdown from \(total - 1) to 0'"
        : "write 'countup from \(from) to \(from + total - 1)'")
  }

  /// Returns the help for a file name that is written without `clip`; `nil` for other words.
  private static func recordingHelp(_ word: String, _ what: String) -> String? {
    guard word.contains("."), what == "bed" || what == "sound" else { return nil }
    return "write '\(what == "bed" ? "bed " : "")clip \"\(word)\"' for a recording"
  }

  private static func negativeWording(_ written: String) -> Wording {
    let number = written.prefix { $0.isNumber || "-.".contains($0) }
    if let unit = Vocabulary.levelUnit(String(written.dropFirst(number.count).drop(while: \.isWhitespace))) {
      return Wording("the unit of a level is joined to its number", help: "write '\(number)\(unit)'")
    }
    return Wording(
      "lengths and numbers are above zero, and a level has its unit",
      help: "leave out the '-', or write '\(number)dB' or '\(number)LUFS' for a level")
  }

  /// The keywords of the phases: `inhale, exhale, …`.
  private static var phases: String { Phase.Kind.allCases.map(\.rawValue).joined(separator: ", ") }

  private static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let hexadecimal = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal
  }

  private static func strangerWording(_ scalar: Unicode.Scalar) -> Wording {
    let code = codePoint(scalar)
    let visible = scalar.properties.generalCategory != .control && !scalar.properties.isWhitespace
    let sign = visible ? "'\(scalar)' (\(code))" : "the character \(code)"
    if let (name, help) = Confusable.plain(for: scalar) {
      return Wording("\(sign) is \(name), which has no meaning here", help: help)
    }
    if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
      return Wording("\(sign) is a digit of another script", help: "type '\(Int(digit))' in its place")
    }
    if scalar.properties.numericType != nil {
      return Wording("\(sign) is not a digit that is read", help: "write a decimal, such as '4.5'")
    }
    return Wording("\(sign) has no meaning here", help: "leave it out")
  }
}
