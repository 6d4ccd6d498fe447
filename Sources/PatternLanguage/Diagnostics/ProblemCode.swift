/// The stable names of problems, for scripts and for reference in `Documentation/Diagnostics.md`.
public enum ProblemCode: String, Sendable, Hashable, CaseIterable {
  case textTooLarge = "text-too-large"
  case notUtf8 = "not-utf-8"
  case utf16 = "utf-16"
  case nulByte = "nul-byte"
  case notPlainText = "not-plain-text"
  case emptyPattern = "empty-pattern"
  case unexpectedCharacter = "unexpected-character"
  case bidirectionalControl = "bidirectional-control"
  case wordTooLong = "word-too-long"
  case foreignQuotes = "foreign-quotes"
  case foreignDash = "foreign-dash"
  case foreignTo = "foreign-to"
  case foreignBracket = "foreign-bracket"
  case unclosedText = "unclosed-text"
  case unknownEscape = "unknown-escape"
  case bareBrace = "bare-brace"
  case notAPlaceholder = "not-a-placeholder"
  case decimalComma = "decimal-comma"
  case missingZero = "missing-zero"
  case negativeNumber = "negative-number"
  case foreignRate = "foreign-rate"
  case numberTooLong = "number-too-long"
  case unknownUnit = "unknown-unit"
  case missingUnit = "missing-unit"
  case unitOrder = "unit-order"
  case unknownWord = "unknown-word"
  case lookalikeLetter = "lookalike-letter"
  case reservedName = "reserved-name"
  case notAStatement = "not-a-statement"
  case listMark = "list-mark"
  case missingLength = "missing-length"
  case lengthNotFirst = "length-not-first"
  case rhythmAsLength = "rhythm-as-length"
  case missingValue = "missing-value"
  case missingBlock = "missing-block"
  case missingBrace = "missing-brace"
  case textOnNextLine = "text-on-next-line"
  case clockTime = "clock-time"
  case twoPoints = "two-points"
  case rhythmWithUnits = "rhythm-with-units"
  case rhythmSigns = "rhythm-signs"
  case rhythmForTime = "rhythm-for-time"
  case rhythmInBreaths = "rhythm-in-breaths"
  case foreignComment = "foreign-comment"
  case missingSeparator = "missing-separator"
  case misplacedWord = "misplaced-word"
  case braceOnNextLine = "brace-on-next-line"
  case splitTime = "split-time"
  case quoteInText = "quote-in-text"
  case sideBehindText = "side-behind-text"
  case conflictingWords = "conflicting-words"
  case announcesNothing = "announces-nothing"
  case numbersDoNotFit = "numbers-do-not-fit"
  case numbersTogether = "numbers-together"
  case noBellForZero = "no-bell-for-zero"
  case numberUnknown = "number-unknown"
  case twoBreaths = "two-breaths"
  case rateWithoutBreath = "rate-without-breath"
  case rateInRate = "rate-in-rate"
  case lessThanOneBreath = "less-than-one-breath"
  case phaseTooShort = "phase-too-short"
  case sameSide = "same-side"
  case unclearSides = "unclear-sides"
  case countdownTooLong = "countdown-too-long"
  case missingTimes = "missing-times"
  case detachedUnit = "detached-unit"
  case strayText = "stray-text"
  case unquotedText = "unquoted-text"
  case repeatedWord = "repeated-word"
  case missingCountdown = "missing-countdown"
  case blockWithoutOwner = "block-without-owner"
  case unclosedBlock = "unclosed-block"
  case strayBrace = "stray-brace"
  case tooDeep = "too-deep"
  case emptyBlock = "empty-block"
  case settingTwice = "setting-twice"
  case settingAfterStep = "setting-after-step"
  case settingInBlock = "setting-in-block"
  case commandInSection = "command-in-section"
  case bellTooLate = "bell-too-late"
  case notBuilt = "not-built"
  case openLength = "open-length"
  case notALanguage = "not-a-language"
  case unknownEnding = "unknown-ending"
  case unclosedParenthesis = "unclosed-parenthesis"
  case notInList = "not-in-list"
  case notAPitch = "not-a-pitch"
  case tooManyPitches = "too-many-pitches"
  case notASound = "not-a-sound"
  case noSounds = "no-sounds"
  case fadesTooLong = "fades-too-long"
  case unknownName = "unknown-name"
  case cannotCompute = "cannot-compute"
  case computationTooLong = "computation-too-long"
  case rampOutside = "ramp-outside"
  case mixedRamp = "mixed-ramp"
  case unknownSide = "unknown-side"
  case notASide = "not-a-side"
  case nameTwice = "name-twice"
  case unknownDefinition = "unknown-definition"
  case unknownParameter = "unknown-parameter"
  case missingArguments = "missing-arguments"
  case usesItself = "uses-itself"
  case cannotUse = "cannot-use"
  case usedTooDeep = "used-too-deep"
  case usesTooMuch = "uses-too-much"
  case tooMuchToUnroll = "too-much-to-unroll"
  case wrongValue = "wrong-value"
  case notWhole = "not-whole"
  case outOfRange = "out-of-range"
  case emptyText = "empty-text"
  case textTooLong = "text-too-long"
  case notAPhase = "not-a-phase"
  case rhythmParts = "rhythm-parts"
  case timeInPacedBreath = "time-in-paced-breath"
  case announcementWithoutPhase = "announcement-without-phase"
  case tooManyToAnnounce = "too-many-to-announce"
  case announcementTooLong = "announcement-too-long"
  case twoNames = "two-names"
  case sameName = "same-name"
  case trackTooLong = "track-too-long"
  case nothingToPlay = "nothing-to-play"
  case longerThanLasting = "longer-than-lasting"
  case fillWithoutLasting = "fill-without-lasting"
  case fillInTimed = "fill-in-timed"
}

extension Problem {
  /// The code of the problem in messages and documents.
  public var code: ProblemCode {
    switch self {
    case .tooLarge: .textTooLarge
    case .notUTF8: .notUtf8
    case .wideText: .utf16
    case .nulByte: .nulByte
    case .notPlainText: .notPlainText
    case .emptyPattern: .emptyPattern
    case .unexpectedCharacter: .unexpectedCharacter
    case .bidirectionalControl: .bidirectionalControl
    case .wordTooLong: .wordTooLong
    case .foreignQuotes: .foreignQuotes
    case .foreignDash: .foreignDash
    case .foreignTo: .foreignTo
    case .foreignBracket: .foreignBracket
    case .unclosedText: .unclosedText
    case .unknownEscape: .unknownEscape
    case .bareBraceInText: .bareBrace
    case .notAPlaceholder: .notAPlaceholder
    case .decimalComma: .decimalComma
    case .missingZero: .missingZero
    case .negativeNumber: .negativeNumber
    case .foreignRate: .foreignRate
    case .numberTooLong: .numberTooLong
    case .unknownUnit: .unknownUnit
    case .missingUnit: .missingUnit
    case .unitOrder: .unitOrder
    case .unknownWord: .unknownWord
    case .lookalikeLetter: .lookalikeLetter
    case .reservedName: .reservedName
    case .notAStatement: .notAStatement
    case .listMark: .listMark
    case .missingLength: .missingLength
    case .lengthNotFirst: .lengthNotFirst
    case .rhythmAsLength: .rhythmAsLength
    case .missingValue: .missingValue
    case .missingBlock: .missingBlock
    case .missingBrace: .missingBrace
    case .textOnNextLine: .textOnNextLine
    case .clockTime: .clockTime
    case .twoPoints: .twoPoints
    case .rhythmWithUnits: .rhythmWithUnits
    case .rhythmSigns: .rhythmSigns
    case .rhythmForTime: .rhythmForTime
    case .rhythmInBreaths: .rhythmInBreaths
    case .foreignComment: .foreignComment
    case .missingSeparator: .missingSeparator
    case .misplacedWord: .misplacedWord
    case .braceOnNextLine: .braceOnNextLine
    case .splitTime: .splitTime
    case .quoteInText: .quoteInText
    case .sideBehindText: .sideBehindText
    case .conflictingWords: .conflictingWords
    case .announcesNothing: .announcesNothing
    case .numbersDoNotFit: .numbersDoNotFit
    case .numbersTogether: .numbersTogether
    case .noBellForZero: .noBellForZero
    case .numberWithEvery, .numberOfBreath, .numberHidden, .numberUncounted: .numberUnknown
    case .twoBreaths: .twoBreaths
    case .rateWithoutBreath: .rateWithoutBreath
    case .rateInRate: .rateInRate
    case .lessThanOneBreath: .lessThanOneBreath
    case .phaseTooShortAtRate, .phaseTooShortWhenFitted: .phaseTooShort
    case .sameSide: .sameSide
    case .unclearSides: .unclearSides
    case .countdownTooLong: .countdownTooLong
    case .missingTimes: .missingTimes
    case .detachedUnit, .unitAfterName: .detachedUnit
    case .strayText: .strayText
    case .superfluous: .strayText
    case .unquotedText: .unquotedText
    case .repeatedWord: .repeatedWord
    case .wordWithoutCountdown: .missingCountdown
    case .blockWithoutOwner: .blockWithoutOwner
    case .unclosedBlock: .unclosedBlock
    case .strayBrace: .strayBrace
    case .tooDeep, .expandsTooDeep: .tooDeep
    case .emptyBlock: .emptyBlock
    case .settingTwice: .settingTwice
    case .settingAfterStep: .settingAfterStep
    case .settingInBlock, .settingNotFirst: .settingInBlock
    case .commandInSection: .commandInSection
    case .bellTooLate: .bellTooLate
    case .unsupported: .notBuilt
    case .restingMisplaced: .misplacedWord
    case .openLength: .openLength
    case .notALanguage: .notALanguage
    case .unknownEnding: .unknownEnding
    case .unclosedParenthesis: .unclosedParenthesis
    case .notInList: .notInList
    case .notAPitch: .notAPitch
    case .tooManyPitches: .tooManyPitches
    case .notASound: .notASound
    case .noSounds: .noSounds
    case .fadesTooLong: .fadesTooLong
    case .unknownName: .unknownName
    case .cannotCompute: .cannotCompute
    case .computationTooLong: .computationTooLong
    case .rampOutside: .rampOutside
    case .mixedRamp: .mixedRamp
    case .unknownSide: .unknownSide
    case .notASide: .notASide
    case .nameTwice: .nameTwice
    case .unknownDefinition: .unknownDefinition
    case .unknownParameter: .unknownParameter
    case .missingArguments: .missingArguments
    case .usesItself: .usesItself
    case .cannotUse: .cannotUse
    case .usedTooDeep: .usedTooDeep
    case .usesTooMuch: .usesTooMuch
    case .tooMuchToUnroll: .tooMuchToUnroll
    case .wrongValue: .wrongValue
    case .notWhole: .notWhole
    case .outOfRange: .outOfRange
    case .emptyText: .emptyText
    case .textTooLong: .textTooLong
    case .notAPhase: .notAPhase
    case .ratioParts: .rhythmParts
    case .timeInPacedBreath: .timeInPacedBreath
    case .announcementWithoutPhase, .nothingToAnnounceOn: .announcementWithoutPhase
    case .tooManyToAnnounce: .tooManyToAnnounce
    case .announcementTooLong: .announcementTooLong
    case .twoNames: .twoNames
    case .sameName: .sameName
    case .trackTooLong: .trackTooLong
    case .nothingToPlay: .nothingToPlay
    case .longerThanLasting: .longerThanLasting
    case .fillWithoutLasting: .fillWithoutLasting
    case .fillInTimed: .fillInTimed
    }
  }
}
