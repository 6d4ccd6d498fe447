/// A kind of problem in a text, with the values that its message needs. The catalogue contains the wording.
///
/// ```swift
/// let problem = Problem.settingTwice("title")
/// ```
public enum Problem: Sendable, Hashable {
  // The text as a whole
  case tooLarge
  case notUTF8
  case wideText
  case nulByte
  case notPlainText(String)
  case emptyPattern

  // Characters and values
  case unexpectedCharacter(Unicode.Scalar)
  case bidirectionalControl(Unicode.Scalar)
  case wordTooLong
  case foreignQuotes
  case foreignDash(String)
  case unclosedText
  case unknownEscape
  case bareBraceInText
  case notAPlaceholder(String)
  case decimalComma(String)
  case missingZero(String)
  case negativeNumber(String)
  case foreignRate(String, rate: String)
  case foreignTo(String)
  case foreignBracket(String)
  case clockTime(String)
  case twoPoints(String)
  case rhythmWithUnits
  case rhythmSigns(suggestion: String)
  case rhythmForTime(String)
  case rhythmInBreaths(String, number: String?)
  case foreignComment(String)
  case numberTooLong
  case unknownUnit(String, number: String)
  case missingUnit(String)
  case unitOrder

  // Statements
  case unknownWord(String, suggestion: String?)
  case reservedName(String)
  case lookalikeLetter(Unicode.Scalar, suggestion: String)
  case notAStatement(String, suggestion: String?)
  case listMark(String)
  case missingLength(String)
  case lengthNotFirst(String, length: String)
  case rhythmAsLength(String, rhythm: String)
  case missingValue(statement: String, form: String)
  case missingBlock(String, form: String)
  case missingBrace(String, before: String)
  case textOnNextLine(String)
  case missingTimes(String, number: String?)
  case missingSeparator(String)
  case misplacedWord(String, form: String)
  case braceOnNextLine(String)
  case splitTime(String)
  case quoteInText
  case sideBehindText(String)
  case detachedUnit(number: String, unit: String)
  case unitAfterName(String, unit: String)
  case strayText(String, statement: String, fullForm: String, suggestion: String?)
  case superfluous(String, statement: String)
  case unquotedText(statement: String, words: String)
  case repeatedWord(String)
  case conflictingWords(String, String)
  case wordWithoutCountdown(String)
  case blockWithoutOwner
  case unclosedParenthesis
  case unclosedBlock
  case strayBrace
  case tooDeep
  case expandsTooDeep
  case emptyBlock(String)

  // Settings
  case settingTwice(String)
  case settingAfterStep(String)
  case settingInBlock(String)
  case settingNotFirst(String)
  case commandInSection
  case unsupported(UnsupportedFeature)
  case restingMisplaced(rest: String, RestingHelp)
  case openLength(phase: String, length: String, words: String)
  case bellTooLate(String, steps: String)
  case notALanguage(String)
  case unknownEnding(String)
  case notInList(String, what: String, known: [String], suggestion: String?)
  case notAPitch(String)
  case tooManyPitches(String, most: Int)
  case notASound(String)
  case noSounds
  case fadesTooLong(fades: String, track: String)

  // Values
  case wrongValue(statement: String, wants: String, found: String, example: String)
  case notWhole(statement: String, found: String)
  case outOfRange(what: String, from: String, to: String, found: String)
  case emptyText(String)
  case unknownName(String, suggestion: String?)
  case cannotCompute(String)
  case computationTooLong
  case rampOutside
  case mixedRamp(from: String, to: String, suggestion: String?)
  case unknownSide(String, suggestion: String?)
  case notASide(String, value: String)

  // Definitions and other patterns
  case nameTwice(String)
  case unknownDefinition(String, suggestion: String?)
  case unknownParameter(String, of: String, known: [String], suggestion: String?)
  case missingArguments(String, missing: [String])
  case usesItself(String)
  case cannotUse(String, what: String, PatternLibrary.Failure)
  case usedTooDeep
  case usesTooMuch
  case tooMuchToUnroll
  case textTooLong(statement: String, bytes: Int, limit: Int)

  // Breaths
  case notAPhase(String)
  case ratioParts(Int)
  case timeInPacedBreath(phase: String, pace: String)
  case announcementWithoutPhase(String)
  case tooManyToAnnounce(Int, what: String)
  case announcesNothing(every: Int, total: Int, what: String)
  case numbersDoNotFit(from: Int, to: Int, total: Int, what: String, word: String)
  case numbersTogether(String)
  case nothingToAnnounceOn
  case noBellForZero
  case numberWithEvery(String)
  case numberOfBreath(String)
  case numberHidden
  case numberUncounted
  case twoBreaths(Int, form: String)
  case rateWithoutBreath
  case rateInRate
  case phaseTooShortAtRate(String)
  case phaseTooShortWhenFitted(String)
  case lessThanOneBreath(String, breath: String)
  case announcementTooLong(number: Int, needed: String, phase: String, room: String)
  case twoNames(found: Int)
  case sameName(String)
  case sameSide(String)
  case unclearSides(String, String)
  case countdownTooLong(Int, of: String, counts: String)
  case trackTooLong(seconds: Double)
  case nothingToPlay

  // A given length
  case longerThanLasting(leadIn: String, steps: String, ending: String, whole: String, lasting: String)
  case fillWithoutLasting
  case fillInTimed(String)
}

extension [String] {
  /// The first ten elements of a list, as shown in a message; `…` represents the rest.
  var beginning: [String] { count > 10 ? prefix(10) + ["…"] : self }
}
