import PatternLanguage
import Testing

@Suite struct DiagnosticTests {
  // A type of its own: the compiler takes half a minute to infer that of so many rows.
  private static let slips: [(String, String)] = [
    // Characters and values
    ("inhale 4 «:»", "unexpected-character"),
    ("inhale«\u{A0}»4; exhale 6", "unexpected-character"),
    ("inhale 4 «“»adem in”", "foreign-quotes"),
    ("inhale 4 «„»adem in“; exhale 6", "foreign-quotes"),
    ("«4–7–8» times 4", "foreign-dash"),
    ("inhale 4 «\"adem in»\nexhale 6", "unclosed-text"),
    ("inhale 4 \"«\\»n\"", "unknown-escape"),
    ("inhale 4 \"«}»\"", "bare-brace"),
    ("inhale 4 \"{«pace»}\"", "unknown-name"),
    ("inhale 4 \"«{}»\"", "not-a-placeholder"),
    ("inhale «5,5»; exhale 6", "decimal-comma"),
    ("inhale «.5»; exhale 6", "missing-zero"),
    ("inhale «-4»; exhale 6", "negative-number"),
    ("bed ocean «-40 dB»\ninhale 4", "negative-number"),
    ("breaths 5 at «5.5 breaths per minute» { inhale 4; exhale 6 }", "foreign-rate"),
    ("breaths 5 at «0.1Hz» { inhale 4; exhale 6 }", "foreign-rate"),
    ("breaths 5 at «6bpm» { inhale 4; exhale 6 }", "foreign-rate"),
    ("voice «Nederlands»\ninhale 4", "not-in-list"),
    ("inhale «1234567890123456789»", "number-too-long"),
    ("inhale «0.1234567»", "number-too-long"),
    ("inhale 5«sec»", "unknown-unit"),
    ("breaths 1«e»400 { inhale 4 }", "unknown-unit"),
    ("inhale «1min30»", "missing-unit"),
    ("inhale «30s1min»", "unit-order"),
    ("inhale 4 # in «\u{202E}»4 out", "bidirectional-control"),
    ("inhale 4 \"in «\u{2066}\u{2066}»\"", "bidirectional-control"),
    ("title \"a\"\n# «\u{200F}»\ninhale 4", "bidirectional-control"),
    ("inhale «\u{61C}» 4", "bidirectional-control"),
    ("inhale 4 \"{«\(String(repeating: "a", count: 256))»}\"", "word-too-long"),
    ("say «\(String(repeating: "e\u{301}", count: 100))»", "word-too-long"),
    // Statements
    ("«exhail» 6", "unknown-word"),
    ("«inademen» 6", "unknown-word"),
    ("«Inhale» 6", "unknown-word"),
    ("«5»", "not-a-statement"),
    ("«hold»", "missing-length"),
    ("breaths 5 { inhale 4; «exhale» }", "missing-length"),
    ("inhale «4-6»", "rhythm-as-length"),
    ("«title»\ninhale 4", "missing-value"),
    ("title «Adem in»\ninhale 4", "unquoted-text"),
    ("say «Ga liggen»\ninhale 4", "unquoted-text"),
    ("«breaths» { inhale 4 }", "missing-value"),
    ("«breaths» 5", "missing-block"),
    ("breaths 5 «countdwn» { inhale 4; exhale 6 }", "stray-text"),
    ("inhale 4 \"in\" «left»", "side-behind-text"),
    ("inhale 4 \"a \"«b»\" c\"", "quote-in-text"),
    ("«4-7-8»", "missing-times"),
    ("«4-7-8» 4", "missing-times"),
    ("4-7-8 «tims» 4", "stray-text"),
    ("inhale «4 seconds»", "detached-unit"),
    ("inhale «4 tellen»", "detached-unit"),
    ("breaths 5 countdown «countdown» { inhale 4; exhale 6 }", "repeated-word"),
    ("breaths 5 every «5» { inhale 4; exhale 6 }", "missing-countdown"),
    ("breaths 5 on «exhale» { inhale 4; exhale 6 }", "missing-countdown"),
    ("«{» inhale 4 }\ninhale 4", "block-without-owner"),
    ("repeat 2 «{» inhale 4", "unclosed-block"),
    ("inhale 4 «}»", "stray-brace"),
    ("«repeat» 2 { }", "empty-block"),
    ("«breaths» 2 { # nothing\n }", "empty-block"),
    // Settings
    ("title \"a\"\n«title» \"b\"\ninhale 4", "setting-twice"),
    ("inhale 4\n«count» 2s", "setting-after-step"),
    ("repeat 2 { «title» \"a\"; inhale 4 }", "setting-in-block"),
    ("language «dutch»\ninhale 4", "not-a-language"),
    ("ending «gong»\ninhale 4", "unknown-ending"),
    ("ending «none 6s»\ninhale 4", "unknown-ending"),
    ("count «2»\ninhale 4", "wrong-value"),
    ("count «50ms»\ninhale 4", "out-of-range"),
    ("lead-in «2h»\ninhale 4", "out-of-range"),
    ("ending bell «90s»\ninhale 4", "out-of-range"),
    ("title «\" \"»\ninhale 4", "empty-text"),
    ("title «\"\(String(repeating: "a", count: 256))\"»\ninhale 4", "text-too-long"),
    // Bells and sections
    ("«bell» 5min\nrest 1h", "missing-value"),
    ("«bell»\nrest 1h", "missing-value"),
    ("«bell» before 1min\nrest 1h", "missing-value"),
    ("bell every «5»\nrest 1h", "wrong-value"),
    ("bell every «500ms»\nrest 1h", "out-of-range"),
    ("«bell at 2h»\nrest 1h", "bell-too-late"),
    ("«bell before end 2h»\nrest 1h", "bell-too-late"),
    ("«bell every 2h»\nrest 1h", "bell-too-late"),
    ("section \"a\" { «bell at 20s»; rest 10s }\nrest 1h", "bell-too-late"),
    ("bell at half «\"\"»\nrest 1h", "empty-text"),
    (String(repeating: "bell at half\n", count: 100) + "«bell» at half\nbell at half\nrest 1h", "out-of-range"),
    ("rest 1h\n«bell» at half", "setting-after-step"),
    ("repeat 2 { «bell» at half; rest 1h }", "setting-in-block"),
    ("section \"a\" { inhale 4; «sounds» bowls }", "setting-in-block"),
    ("repeat 2 { «sounds» bowls\ninhale 4 }", "setting-in-block"),
    ("section \"a\" { «title» \"b\"; inhale 4 }", "setting-in-block"),
    ("section \"a\" { sounds bowls; «sounds» tones; inhale 4 }", "setting-twice"),
    ("section \"a\" { count «5»; inhale 4 }", "wrong-value"),
    ("section \"a\" { «voice command \"x\"»; inhale 4 }", "command-in-section"),
    ("«section» \"a\" { sounds bowls }", "empty-block"),
    // Unsupported features, and slips whose help misled
    ("rest «random» 1min to 5min", "not-built"),
    ("rest 1min to 5min «random»", "not-built"),
    ("repeat 3 { rest «random» 1 to 5 }", "not-built"),
    ("repeat «random» 3 to 5 { inhale 4 }", "not-built"),
    ("breaths «willekeurig» 3 to 5 { inhale 4 }", "not-built"),
    ("bell at «random»\ninhale 4", "not-built"),
    ("«seed» 4\ninhale 4", "not-built"),
    ("bed brown -30dB «to» -50dB\ninhale 4", "not-built"),
    ("inhale 1.5s «-30dB» to -12dB", "not-built"),
    ("ending bell 3 «times»\ninhale 4", "not-built"),
    ("bell at 5min «3» times\nrest 1h", "not-built"),
    ("lead-in 5min «bell»\ninhale 4", "not-built"),
    ("lead-in 5min «then» bell\ninhale 4", "not-built"),
    ("bed ocean «loop»\ninhale 4", "not-built"),
    ("sounds { inhale tick «left» }\ninhale 4", "not-built"),
    ("sounds { inhale tick 440Hz -12dB «right» }\ninhale 4", "not-built"),
    ("count «on»\ninhale 4", "not-built"),
    ("«count voice»\ninhale 4", "missing-value"),
    ("sides \"R\" \"L\" { inhale 4 } «resting» 10s", "misplaced-word"),
    ("breaths 5 «resting» 30s { inhale 4; exhale 6 }", "misplaced-word"),
    ("use \"kindhouding.breath\" «resting» 30s", "misplaced-word"),
    ("inhale 4 «resting» 30s", "misplaced-word"),
    ("exhale 7 «or longer»", "open-length"),
    ("exhale 7 «of langer»", "open-length"),
    ("say «\"\(String(repeating: "a", count: 2001))\"»", "text-too-long"),
    // Texts and last counts
    ("say \"{«side»}\"", "unknown-name"),
    ("repeat 2 { inhale 4 \"{«other-side»}\" }", "unknown-name"),
    ("sides \"P\" «\"L\"» { inhale 4 }", "unclear-sides"),
    ("sides \"R\" «\"D\"» { inhale 4 }", "unclear-sides"),
    ("sides \"arm\" «\"li\"» { inhale 4 }", "unclear-sides"),
    ("sides \"rechts\" «\"R\"» { inhale 4 }", "same-side"),
    ("repeat 2 resting 30s «\"\"» { inhale 4 }", "empty-text"),
    ("breaths 5 «\" \"» { inhale 4; exhale 6 }", "empty-text"),
    ("repeat 2 «resting» \"los\" { inhale 4 }", "missing-value"),
    ("hold 5 «countdown»", "missing-value"),
    ("hold 5 countdown «6»", "countdown-too-long"),
    ("hold 5.9 countdown «6»", "countdown-too-long"),
    ("hold 5s countdown «6»", "countdown-too-long"),
    ("breaths 5 { inhale 4; hold 9 to 2 countdown «3»; exhale 6 }", "countdown-too-long"),
    ("repeat 2 resting 2s countdown «3» { inhale 4 }", "countdown-too-long"),
    ("hold 5 countdown «2.5»", "not-whole"),
    ("count 300ms\nhold 20 countdown «3»", "announcement-too-long"),
    ("section \"a\" { count 300ms; hold 20 countdown «3» }", "announcement-too-long"),
    ("voice nl\nsection \"a\" { voice none; count 300ms; hold 20 countdown «3» }", "announcement-too-long"),
    ("sides \"R\" \"L\" resting 10s «countdown» { inhale 4 }", "missing-value"),
    ("repeat 3 at 6/min { section \"a\" { «bell at 5s»; inhale 4; exhale 6 } }", "time-in-paced-breath"),
    ("repeat 3 at 6/min { inhale 4; sides \"R\" \"L\" resting «5s» { exhale 6 } }", "time-in-paced-breath"),
    // Values
    ("breaths 5 at «6» { inhale 4; exhale 6 }", "wrong-value"),
    ("inhale «6/min»", "wrong-value"),
    ("repeat «2.5» { inhale 4 }", "not-whole"),
    ("repeat «6/min» { inhale 4 }", "not-whole"),
    ("inhale «0»", "out-of-range"),
    ("inhale «50ms»", "out-of-range"),
    ("exhale «0»", "out-of-range"),
    ("breaths 3 { inhale «0 to 4»; exhale 6 }", "out-of-range"),
    ("parameter n = 0\ninhale «n»", "out-of-range"),
    ("breaths 3 { inhale 4; hold «50ms to 4s» }", "out-of-range"),
    ("«breaths 0» { inhale 4 }", "nothing-to-play"),
    ("«breaths 0s» { inhale 4 }", "nothing-to-play"),
    ("«hold 0»; repeat 3 resting 10s { rest 0s }", "nothing-to-play"),
    ("breaths 5 at «200/min» { inhale 4; exhale 6 }", "out-of-range"),
    ("breaths 5 at «100/min» { inhale 1; exhale 20 }", "phase-too-short"),
    ("repeat 2 resting «50ms» { inhale 4 }", "out-of-range"),
    ("section «\"\"» { inhale 4 }", "empty-text"),
    // Slips that teachers make
    ("inhale 4 «exhale» 6", "missing-separator"),
    ("inhale 4«,» exhale 6", "missing-separator"),
    ("breaths 5 { inhale 4«,» exhale 6 }", "missing-separator"),
    ("«times» 4", "misplaced-word"),
    ("«countdown» 20", "misplaced-word"),
    ("breaths 5\n«{» inhale 4; exhale 6 }", "brace-on-next-line"),
    ("rest «1min 30s»", "split-time"),
    ("inhale «1:30»", "clock-time"),
    ("inhale «4.5.6»", "two-points"),
    ("inhale 4«½»", "unexpected-character"),
    ("say \"één «\u{85}» dag\"", "unexpected-character"),
    ("say \"één «\u{7}» dag\"", "unexpected-character"),
    ("«4s-7s-8s» times 4", "rhythm-with-units"),
    ("inhale 4 «//» in", "foreign-comment"),
    ("«•» inhale 4\n• exhale 6", "list-mark"),
    ("«-» inhale 4\n- exhale 6", "list-mark"),
    ("«*» inhale 4\n* exhale 6", "list-mark"),
    ("«1.» inhale 4\n2. exhale 6", "list-mark"),
    ("«[» inhale 4; exhale 6 ]", "foreign-bracket"),
    ("breaths 5 «[» inhale 4; exhale 6 ]", "foreign-bracket"),
    ("breaths 5 «(»inhale 4; exhale 6)", "foreign-bracket"),
    ("for pace in «[»6 5.5 5] { inhale pace }", "foreign-bracket"),
    ("breaths 5 «inhale» 4; exhale 6 }", "missing-brace"),
    ("repeat 2 { breaths 5 «inhale» 4; exhale 6 } rest 10s }", "missing-brace"),
    ("«breaths» 5\ninhale 4\nexhale 6 to 9\n}", "missing-block"),
    ("breaths 5 «{» inhale 4; exhale 6\nbreaths 5 { inhale 4; exhale 6 }", "unclosed-block"),
    ("about\n«\"Rust\"»\ninhale 4", "text-on-next-line"),
    ("use «kindhouding.breath»", "unquoted-text"),
    ("use «back-care/kindhouding» with n = 3", "unquoted-text"),
    ("inhale 4 «door de neus»\nexhale 6", "unquoted-text"),
    ("«4:7:8» times 4", "rhythm-signs"),
    ("«4:6» times 4", "rhythm-signs"),
    ("«4 - 7 - 8» times 4", "rhythm-signs"),
    ("«4/7/8» times 4", "rhythm-signs"),
    ("4-7-8 «for 5min»", "rhythm-for-time"),
    ("4-7-8 times «5min»", "rhythm-for-time"),
    ("breaths «4-7-8»", "rhythm-in-breaths"),
    ("breaths 5 of «4-7-8»", "rhythm-in-breaths"),
    ("inhale left «4»", "length-not-first"),
    ("inhale for «4»", "length-not-first"),
    ("tense vuisten «5»", "length-not-first"),
    ("breaths 5 { inhale 4 «->» 6; exhale 6 }", "foreign-to"),
    ("breaths 5 { inhale 4«..»6; exhale 6 }", "foreign-to"),
    ("breaths 5 { inhale 4 «naar» 6; exhale 6 }", "foreign-to"),
    ("«іnhale» 4", "lookalike-letter"),
    ("breaths 5 «times» { inhale 4; exhale 6 }", "stray-text"),
    ("breaths «for» 5min { inhale 4; exhale 6 }", "stray-text"),
    ("breaths 20 «count» down { inhale 4; exhale 6 }", "stray-text"),
    ("breaths 20 «aftellen» { inhale 4; exhale 6 }", "stray-text"),
    ("sides \"links\"«,» \"rechts\" { inhale 4 }", "stray-text"),
    ("inhale«,» 4", "stray-text"),
    ("breaths 5«:» inhale 4, exhale 6", "unexpected-character"),
    ("inhale 4«,» hold 7, exhale 8", "missing-separator"),
    ("inhale 4 «-» exhale 6", "missing-separator"),
    ("«/*» long\n comment */\ninhale 4", "foreign-comment"),
    ("for «h» in 45s 60s { rest 2min; hold h }", "reserved-name"),
    ("breaths 20 countdown «countup» { inhale 4; exhale 6 }", "conflicting-words"),
    ("breaths 20 countdown on «out» { inhale 4; exhale 6 }", "not-in-list"),
    ("breaths 20 countdown every «50» { inhale 4; exhale 6 }", "announces-nothing"),
    ("«ending» 10s\ninhale 4", "missing-value"),
    ("sides \"links\" «and» \"rechts\" { inhale 4 }", "stray-text"),
    ("sides \"linkerknie\" «\"linkervoet\"» { inhale 4 }", "same-side"),
    ("inhale «four»", "unknown-name"),
    ("repeat «twice» { inhale 4; exhale 6 }", "unknown-name"),
    ("«adem» in 4", "unknown-word"),
    ("«lead» in 10s\ninhale 4", "unknown-word"),
    ("inhale 5«x»", "unknown-unit"),
    // Values, names and other patterns
    ("exhale «6 to 9»", "ramp-outside"),
    ("breaths 5 { inhale 4; exhale «6 to 9s» }", "mixed-ramp"),
    ("breaths 5 { inhale «4 - 5»; exhale 6 }", "cannot-compute"),
    ("breaths 5 { inhale «4 / 0»; exhale 6 }", "cannot-compute"),
    ("inhale «(»4 + 1", "unclosed-parenthesis"),
    ("parameter unit = 4\ninhale «unti»", "unknown-name"),
    ("parameter unit = «x»\nbreaths unit { inhale unit; exhale 2 * unit }", "unknown-name"),
    ("parameter unit = «9» in 2..8\ninhale unit", "out-of-range"),
    ("parameter «to» = 4\ninhale 4", "reserved-name"),
    ("for «s» in left right { inhale 4 }", "reserved-name"),
    ("for «left» in 4 5 { inhale left }", "reserved-name"),
    ("parameter «to» = 4\nbreaths 3 { inhale 4 * to; exhale to }", "reserved-name"),
    ("parameter unit = 4\nparameter «unit» = 5\ninhale unit", "setting-twice"),
    ("parameter unit = 4\nfor «unit» in 2 3 { inhale unit }", "name-twice"),
    ("define a { inhale 4 }\ndefine «a» { exhale 4 }\nuse a", "name-twice"),
    ("define wave { inhale 4 }\nuse «wvae»", "unknown-definition"),
    ("define wave with n { inhale n }\nuse «wave»", "missing-arguments"),
    ("define wave with n { inhale n }\nuse wave with «other» = 3", "unknown-parameter"),
    ("define a { use b }\ndefine b { use «a» }\nuse a", "uses-itself"),
    ("use «\"kindhouding.breath\"»", "cannot-use"),
    ("inhale 4 «lft»", "unknown-side"),
    ("parameter side = 3\ninhale 4 «side»", "not-a-side"),
    ("profile «slep»\ninhale 4", "not-in-list"),
    ("bed «sea» -30dB\ninhale 4", "not-in-list"),
    ("bed ocean «3»\ninhale 4", "wrong-value"),
    ("bed ocean «3dB»\ninhale 4", "out-of-range"),
    ("loudness «-23dB»\ninhale 4", "wrong-value"),
    ("sounds «bowl»\ninhale 4", "not-in-list"),
    ("sounds { inhale glide «H3» }\ninhale 4", "not-a-pitch"),
    ("ending none\nfade in 3s\n«fade» out 2s\ninhale 4", "fades-too-long"),
    ("ending none\n«fade» in 5s\ninhale 4", "fades-too-long"),
    ("sounds { «inhail» glide A3 }\ninhale 4", "not-in-list"),
    ("sounds { inhale «gong» }\ninhale 4", "not-in-list"),
    ("sounds { inhale tick; «inhale» bell }\ninhale 4", "setting-twice"),
    ("sounds { inhale tick rise 1s fall 1s «rise» 2s }\ninhale 4", "repeated-word"),
    ("sounds { inhale none and «tick» }\ninhale 4", "conflicting-words"),
    ("sounds { inhale tick and bell and «none» }\ninhale 4", "conflicting-words"),
    ("sounds { inhale none «-12dB» }\ninhale 4", "stray-text"),
    ("sounds { inhale none «ring 2s» }\ninhale 4", "stray-text"),
    ("sounds { inhale «clip» -12dB }\ninhale 4", "missing-value"),
    ("sounds { inhale clip «gong.wav» -12dB }\ninhale 4", "unquoted-text"),
    ("sounds { inhale clip \"gong.wav\" «440Hz» }\ninhale 4", "too-many-pitches"),
    ("sounds { inhale bell 440Hz to «330Hz» }\ninhale 4", "too-many-pitches"),
    ("sounds { inhale pluck «with» tick -20dB }\ninhale 4", "stray-text"),
    ("sounds { inhale pluck 330Hz«,» tick }\ninhale 4", "stray-text"),
    ("sounds { inhale pluck «rise» }\ninhale 4", "missing-value"),
    ("sounds { inhale pluck rise «2» }\ninhale 4", "wrong-value"),
    ("sounds { inhale pluck rise «1ms» }\ninhale 4", "out-of-range"),
    ("sounds { inhale pluck ring «2min» }\ninhale 4", "out-of-range"),
    ("sounds { inhale pluck «3dB» }\ninhale 4", "out-of-range"),
    ("sounds { inhale pluck «and» }\ninhale 4", "missing-value"),
    ("sounds bowls «with»\ninhale 4", "missing-value"), ("sounds «with»\ninhale 4", "missing-value"),
    ("sounds bowls with «word»\ninhale 4", "stray-text"), ("sounds bowls with «voice»\ninhale 4", "stray-text"),
    ("sounds bowls «met» woorden\ninhale 4", "stray-text"), ("sounds bowls «words»\ninhale 4", "stray-text"),
    ("sounds bowls with words «with» words\ninhale 4", "stray-text"),
    ("sounds with words «tones» { count none }\ninhale 4", "stray-text"),
    ("sounds «words»\ninhale 4", "stray-text"), ("sounds bowls«,» words\ninhale 4", "stray-text"),
    ("sounds bowls { «with» words }\ninhale 4", "misplaced-word"),
    ("sounds bowls «with words»\nvoice none\ninhale 4", "conflicting-words"),
    ("voice none\nsounds «with words» { count none }\ninhale 4", "conflicting-words"),
    ("section \"a\" { voice none; sounds «with words»; inhale 4 }", "conflicting-words"),
    ("sounds bowls «and» tones\ninhale 4", "stray-text"),
    ("sounds «mine.sounds» { count none }\ninhale 4", "unquoted-text"),
    ("sounds «\"mine.sounds\"»\ninhale 4", "cannot-use"),
    ("fade out 9s\nfade «up» 3s\ninhale 4", "not-in-list"),
    // Breaths
    ("breaths 5 { inhale 4; «repeat 2» { exhale 3 } }", "not-a-phase"),
    ("breaths 5 { inhale 4; «say \"hallo\"»; exhale 3 }", "not-a-phase"),
    ("«4-5-6-7-8» times 2", "rhythm-parts"),
    ("breaths 2min at 6/min { inhale «4s»; exhale 6 }", "time-in-paced-breath"),
    ("breaths 5 countdown on «exhale» { inhale 4; hold 3 }", "announcement-without-phase"),
    ("breaths 1001 «countdown» { inhale 4; exhale 6 }", "too-many-to-announce"),
    ("breaths 20 «countdown» { inhale 0.5; exhale 6 }", "announcement-too-long"),
    ("«breaths 10» countdown { inhale 4 left; exhale 6 right; inhale 4 right; exhale 6 left }", "two-breaths"),
    ("«breaths 5min» at 6/min { inhale 4; exhale 6; inhale 4; exhale 6 }", "two-breaths"),
    ("«breaths 5» { inhale 4; rest 2; inhale 2; exhale 6 }", "two-breaths"),
    ("breaths 5 countdown «breaths» { inhale 4; exhale 6 }", "stray-text"),
    ("breaths 5 countdown «van» 5 { inhale 4; exhale 6 }", "stray-text"),
    ("breaths 20 countdown from «10» { inhale 4; exhale 6 }", "numbers-do-not-fit"),
    ("breaths 20 countdown from «27 to 0» { inhale 4; exhale 6 }", "numbers-do-not-fit"),
    ("breaths 28 countdown from «0 to 27» { inhale 4; exhale 6 }", "numbers-do-not-fit"),
    ("repeat 5 countup from «1 to 4» { inhale 4; exhale 6 }", "numbers-do-not-fit"),
    ("repeat 3 countdown breaths from «3» { breaths 2 { inhale 4; exhale 6 } }", "numbers-do-not-fit"),
    ("breaths 28 «countdown» from 27 to 0 { inhale 4; exhale 6 }", "no-bell-for-zero"),
    ("breaths 3 countdown from «2.5» { inhale 4; exhale 6 }", "not-whole"),
    ("repeat 1001 «countdown» { inhale 4; exhale 6 }", "too-many-to-announce"),
    ("repeat 20 «countdown» { inhale 0.5; exhale 6 }", "announcement-too-long"),
    ("repeat 20 «countdown» breaths { inhale 4; exhale 6; inhale 0.5; exhale 6 }", "announcement-too-long"),
    ("repeat 20 at 60/min «countdown» { inhale 4; exhale 6 }", "announcement-too-long"),
    ("repeat 3 «countdown» { breaths 5 countup { inhale 4; exhale 6 } }", "numbers-together"),
    ("repeat 3 «countdown» { say \"nu\" }", "announcement-without-phase"),
    ("repeat 3 «countdown» breaths { exhale 4; rest 5 }", "announcement-without-phase"),
    ("«repeat 10» countdown breaths { repeat 1000000000 at 6/min { inhale 4; exhale 6 } }", "track-too-long"),
    ("say \"ronde {«number»}\"", "number-unknown"),
    ("parameter n = 5\nsay \"ronde {«numer»}\"", "unknown-name"),
    ("repeat 3 countdown on «exhale» { inhale 4; rest 5 }", "announcement-without-phase"),
    ("repeat 3 { inhale 4; exhale 6 \"nog {«number»}\" }", "number-unknown"),
    ("repeat 3 countup { repeat 2 { say \"ronde {«number»}\"; rest 3 } }", "number-unknown"),
    ("repeat 3 countup breaths { say \"ronde {«number»}\"; inhale 4; exhale 6 }", "number-unknown"),
    ("repeat 4 countup every 2 { say \"ronde {«number»}\"; inhale 4; exhale 6 }", "number-unknown"),
    ("repeat 3 at «6/min» { rest 4 }", "rate-without-breath"),
    ("breaths 7 at «5/min» { release 0 to 4 }", "rate-without-breath"),
    ("«breaths» exactly 1s { tense 0 to 4 }", "less-than-one-breath"),
    ("repeat 3 at 6/min { breaths 2 at «5/min» { inhale 4; exhale 6 } }", "rate-in-rate"),
    ("repeat 3 at 6/min { inhale 4; exhale 6; «say \"nu\"» }", "time-in-paced-breath"),
    ("repeat 3 at 6/min { inhale 4; exhale «6s» }", "time-in-paced-breath"),
    ("repeat 3 at 6/min { breaths «1min» { inhale 4; exhale 6 } }", "time-in-paced-breath"),
    ("repeat 5 at «100/min» { inhale 1; exhale 20 }", "phase-too-short"),
    ("breaths exactly «5» { inhale 4; exhale 6 }", "wrong-value"),
    ("«breaths» exactly 4s { inhale 4; exhale 6 }", "less-than-one-breath"),
    ("«breaths» exactly 6s { inhale 0.1; exhale 9.9 }", "phase-too-short"),
    ("«lasting» 1min\nlead-in 10s\nbreaths 5 { inhale 4; exhale 6 }", "longer-than-lasting"),
    ("inhale 4; rest «fill»", "fill-without-lasting"),
    ("lasting 10min\nrepeat 5min { inhale 4; rest «fill» }", "fill-in-timed"),
    ("lasting 10min\nbreaths 5 at 6/min { inhale 4; exhale 6; rest «fill 2» }", "fill-in-timed"),
    ("sides «\"rechts\"» { inhale 4 }", "two-names"),
    ("sides \"been\" «\"been\"» { inhale 4 }", "same-name"),
    ("inhale 4\n«repeat 1000000000» { inhale 4 }", "track-too-long"),
  ]

  @Test(arguments: slips)
  func `A diagnostic points at the marked text`(marked: String, code: String) throws {
    let text = MarkedText(marked)
    let found = problems(of: text.source)
    #expect(found.map(\.code) == [code], "one slip gives one problem")
    #expect(found.first?.range == text.range)
  }

  @Test(arguments: [
    ("", ["announcement-too-long"]), ("voice none", ["announcement-too-long"]), ("voice en", []),
    ("sounds { announcement voice }", []), ("voice none\nsounds { announcement voice }", []),
    ("sounds with words", []), ("sounds bowls with words", []), ("sounds { announcement none }", []),
    ("sounds { announcement bowl }", ["announcement-too-long"]),
    ("profile sleep\nsounds bells", ["announcement-too-long"]),
  ])
  func `Only bells need room for a number`(settings: String, codes: [String]) {
    for steps in [
      "breaths 30 countdown { inhale 0.5s; exhale 0.5s }", "repeat 30 countdown { inhale 0.5s; exhale 0.5s }",
      "repeat 15 countdown breaths { breaths 2 { inhale 0.5s; exhale 0.5s } }",
    ] {
      #expect(problems(of: settings + "\n" + steps).map(\.code) == codes, "\(steps)")
    }
  }

  @Test(arguments: ["+", "*"])
  func `A chain of operators has a limit, so that no text exhausts the stack`(sign: String) {
    let chain = { (count: Int) in "inhale 1" + String(repeating: " \(sign) 1", count: count) }
    #expect(problems(of: chain(64)).isEmpty)
    #expect(problems(of: chain(65)).map(\.code) == ["computation-too-long"])
    #expect(problems(of: chain(100_000)).map(\.code) == ["computation-too-long"])
    let parentheses = String(repeating: "(", count: 100_000)
    #expect(problems(of: "inhale \(parentheses)4").map(\.code) == ["too-deep"])
  }

  @Test func `A tree that is nested too deeply is one problem`() {
    let text = String(repeating: "repeat 1 {", count: 65) + "inhale 4" + String(repeating: "}", count: 65)
    #expect(problems(of: text).map(\.code) == ["too-deep"])
    let allowed = String(repeating: "repeat 1 {", count: 64) + "inhale 4" + String(repeating: "}", count: 64)
    #expect(problems(of: allowed).isEmpty)
  }

  @Test(arguments: [
    (Array("inhale 4\0".utf8), "nul-byte", 8),
    (Array("inhale ".utf8) + [0xFF], "not-utf-8", 7),
    ([0xFF, 0xFE, 0x69, 0x00], "utf-16", 0),
    ([0x69, 0x00, 0x6E, 0x00], "utf-16", 0),
    ([0x00, 0x69, 0x00, 0x6E], "utf-16", 0),
    (Array("{\\rtf1\\ansi inhale 4}".utf8), "not-plain-text", 0),
    (Array("PK\u{3}\u{4}\0\0".utf8), "not-plain-text", 0),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "not-plain-text", 0),
    (Array("%PDF-1.7".utf8), "not-plain-text", 0),
    (Array("<!DOCTYPE html><html>".utf8), "not-plain-text", 0),
    (Array("ID3\u{4}\0".utf8), "not-plain-text", 0),
    (Array("# only a comment\n".utf8), "empty-pattern", 17),
    ([], "empty-pattern", 0),
  ])
  func `Bytes that are no pattern are named`(bytes: [UInt8], code: String, offset: Int) {
    let found = problems(of: SourceText(name: "x", bytes: bytes))
    #expect(found.map(\.code) == [code])
    #expect(found.first?.range.lowerBound == offset)
  }

  @Test func `A text of a mebibyte is read, and one more byte is too much`() {
    let comment = [UInt8](repeating: UInt8(ascii: "#"), count: SourceText.largestSize - 9)
    let largest = Array("inhale 4\n".utf8) + comment
    #expect(problems(of: SourceText(name: "x", bytes: largest)).isEmpty)
    #expect(problems(of: SourceText(name: "x", bytes: largest + [0x23])).map(\.code) == ["text-too-large"])
  }

  @Test func `All problems are reported, in the order of the text`() {
    let text = """
      titel "x"
      breaths 5 { inhale 5,5; exhale }
      lead-in 10
      repeat 0.5 { hold 4 seconds }
      """
    #expect(
      problems(of: text).map(\.code) == [
        "unknown-word", "decimal-comma", "missing-length", "setting-after-step", "wrong-value", "not-whole",
        "detached-unit",
      ])
  }

  @Test func `A conflict shows both places`() throws {
    let source = SourceText("title \"a\"\ntitle \"b\"\ninhale 4\ncount 1s")
    let found = problems(of: source)
    #expect(found.map { $0.related.map { source.text(of: $0.range) } } == ["title", "inhale 4"])
  }

  private static let typedHelp: [(String, String)] = [
    ("exhail 6", "write 'exhale'"),
    ("breahts 6 { inhale 4 }", "write 'breaths'"),
    ("inademen 4", "write 'inhale'"),
    ("exhale4", "write 'exhale 4'"),
    ("rest-4s", "write 'rest 4s'"),
    ("uit6 \"uit\"", "write 'exhale 6'"),
    ("breaths2 { inhale 4 }", "write 'breaths 2'"),
    ("clip \"a.wav\" 3", "write 'clip \"a.wav\" 3s'"),
    ("HOLD 4", "write 'hold'"),
    ("inhale 5,5", "write '5.5'"),
    ("inhale 4 seconden", "write '4s'"),
    ("inhale 4 counts", "write '4': a bare number means counts"),
    ("inhale 90sec", "write 's', as in '90s'"),
    ("breaths 5 at 6 { inhale 4 }", "write 'at 6/min'"),
    ("lead-in 10\ninhale 4", "write 'lead-in 10s'"),
    ("repeat 2 restng 5s { inhale 4 }", "write 'resting'"),
    ("title Evening calm\ninhale 4", "write '\"Evening calm\"'"),
    ("hold", "write 'hold 7' for seven counts, or 'hold 7s' for seconds"),
    ("4 in 6 out", "write 'inhale 4; exhale 6'"),
    ("5 counts in, 7 out, 3 counts pause", "write 'inhale 5; exhale 7; hold 3'"),
    ("4 tellen inademen", "write 'inhale 4'"),
    ("4 seconden in, 6 seconden uit", "write 'inhale 4s; exhale 6s'"),
    ("5 breaths { inhale 4; exhale 6 }", "write 'breaths 5'"),
    ("5min { inhale 4; exhale 6 }", "write 'breaths 5min'"),
    ("3 times { inhale 4; exhale 6 }", "write 'repeat 3'"),
    ("5 breaths of 4-7-8", "write '4-7-8 times 5'"),
    ("4-7-8 x 4", "write 'times'"),
    ("4-7-8 x4", "write 'times 4'"),
    ("4-7-8 4x", "write '4-7-8 times 4'"),
    ("4-6 5min", "write 'breaths 5min { inhale 4; exhale 6 }'"),
    ("adem uit 6", "write 'exhale'"),
    ("adem 6 uit", "write 'exhale'"),
    ("herhaal 3 { inhale 4 }", "write 'repeat'"),
    ("aftellen 20", "write 'breaths 20 countdown { inhale 4; exhale 6 }'"),
    ("inhale 4 links", "write 'left'"),
    ("breaths 20 aftellen { inhale 4; exhale 6 }", "write 'countdown'"),
    ("breaths 20 countdown exhale { inhale 4; exhale 6 }", "write 'on exhale'"),
    ("repeat 2 rest 30s { inhale 4 }", "write 'resting'"),
    ("repeat 3 times { inhale 4 }", "leave it out"),
    ("breaths 5 inhale 4; exhale 6 }", "write '{' before 'inhale'"),
    ("breaths 10min at 10 to 6/min { inhale 4; exhale 6 }", "write '10/min to 6/min'"),
    ("breaths 9 { inhale 4; exhale 6s to 9 }", "write '6s to 9s'"),
    // Rates
    ("breaths 5min at 6 per minute { inhale 4; exhale 6 }", "write '6/min'"),
    ("breaths 5min at 5.5 breaths per minute { inhale 4; exhale 6 }", "write '5.5/min'"),
    ("breaths 5min at 5.5bpm { inhale 4; exhale 6 }", "write '5.5/min'"),
    ("breaths 5min at 5.5 BPM countdown { inhale 4; exhale 6 }", "write '5.5/min'"),
    ("breaths 5min at 6 a minute { inhale 4; exhale 6 }", "write '6/min'"),
    ("breaths 5min at 6 ademhalingen per minuut { inhale 4; exhale 6 }", "write '6/min'"),
    ("breaths 5min at 6x/min { inhale 4; exhale 6 }", "write '6/min'"),
    ("breaths 5min at 0.0917Hz { inhale 4; exhale 6 }", "write '5.5/min'"),
    ("breaths 5min at 0.1 Hz { inhale 4; exhale 6 }", "write '6/min'"),
    ("breaths 5min 6/min { inhale 4; exhale 6 }", "write 'at 6/min'"),
    // Units, times and numbers
    ("rest 30 Sekunden", "write '30s'"), ("rest 1 Stunde", "write '1h'"), ("rest 30sek", "write 's', as in '30s'"),
    ("rest 1 min 30 s", "write '1min30s'"), ("rest half a minute", "write '0.5min'"),
    ("rest ten seconds", "write '10s'"), ("rest 1h30", "write '1h30min' for minutes, or 's' for seconds"),
    ("rest 5'30\"", "write '5min30s'"), ("rest 1:00:00", "write '1h'"), ("rest 0:90", "write '0min90s'"),
    ("rest 10'", "write 'min', as in '10min'"), ("rest 90\"", "write 's', as in '90s'"),
    ("repeat 3x { inhale 4 }", "write 'repeat 3 { … }', 'breaths 3 { … }' or '4-7-8 times 3'"),
    ("breaths 9 countdown every 3rd { inhale 4; exhale 6 }", "write '3'"),
    ("4,7,8 times 4", "write '4-7-8'"),
    ("4-7-8 for 10 minutes", "write 'breaths 10min { inhale 4; hold 7; exhale 8 }'"),
    ("4-7-8 times 4 times", "leave it out"), ("5 minutes { inhale 4; exhale 6 }", "write 'breaths 5min'"),
    ("for i in 1..5 { inhale i }", "write 'for i in 1 2 3 4 5'"),
    ("for i in 2 to 4 { inhale i }", "write 'for i in 2 3 4'"),
    // Levels, beds and voices
    ("bed ocean -40 dB\ninhale 4", "write '-40dB'"), ("bed ocean -40db\ninhale 4", "write '-40dB'"),
    ("bed ocean 40 dB\ninhale 4", "write '-40dB'"), ("loudness -20 lufs\ninhale 4", "write '-20LUFS'"),
    ("bed ocean 40dB\ninhale 4", "write '-40dB', or another value from -120dB to 0dB"),
    ("loudness -20dB\ninhale 4", "write 'loudness -20LUFS'"), ("bed golven\ninhale 4", "write 'ocean'"),
    ("bed ocean.wav\ninhale 4", "write 'bed clip \"ocean.wav\"' for a recording"),
    ("bed white noise\ninhale 4", "leave it out"),
    ("bed \"sea.mp3\"\ninhale 4", "write 'bed clip \"sea.mp3\"' for a recording"),
    ("bed uit\ninhale 4", "write 'none'"),
    ("music \"piano.mp3\"\ninhale 4", "write 'bed clip \"piano.mp3\"'"),
    ("music piano.mp3\ninhale 4", "write 'bed clip \"piano.mp3\"'"),
    ("background zee\ninhale 4", "write 'bed ocean'"), ("rain -30dB\ninhale 4", "write 'bed rain'"),
    ("voice nederlands\ninhale 4", "write 'nl'"), ("voice English\ninhale 4", "write 'en'"),
    ("voice off\ninhale 4", "write 'none'"), ("voice nl_NL-mls-medium\ninhale 4", "write 'piper \"nl_NL-mls-medium\"'"),
    ("voice piper\ninhale 4", "write 'voice piper \"nl_NL-mls-medium\"'"),
    ("sounds klankschalen\ninhale 4", "write 'bowls'"),
    ("sounds \"bowls\"\ninhale 4", "write 'sounds bowls' for the set that has no file"),
    ("sounds bowls with\ninhale 4", "write 'sounds bowls with words'"),
    ("sounds with\ninhale 4", "write 'sounds with words'"), ("sounds words\ninhale 4", "write 'sounds with words'"),
    ("sounds bowls with wordss\ninhale 4", "write 'sounds bowls with words'"),
    ("sounds bowls + words\ninhale 4", "write 'sounds bowls with words'"),
    ("sounds with bowls\ninhale 4", "write 'sounds bowls with words'"),
    ("sounds with words bowls\ninhale 4", "write 'sounds bowls with words'"),
    ("sounds \"a.sounds\" with voice\ninhale 4", "write 'sounds \"a.sounds\" with words'"),
    ("sounds bowls { with words }\ninhale 4", "write it as in 'sounds bowls with words { count none }'"),
    ("sounds off\ninhale 4", "write 'sounds { inhale none; exhale none }'"),
    ("ending geen\ninhale 4", "write 'ending none'"),
    ("ending gong\ninhale 4", "write 'ending bell'"), ("fade uit 9s\ninhale 4", "write 'out'"),
    ("fade 9s\ninhale 4", "write 'fade out 9s'"),
    ("language de_DE\ninhale 4", "write 'language de-DE'"), ("profile nacht\ninhale 4", "write 'sleep'"),
    // Words of other languages and notations
    ("einatmen 4", "write 'inhale'"), ("ausatmen 6", "write 'exhale'"), ("inspirez 4", "write 'inhale'"),
    ("halten 4", "write 'hold'"),
    ("wiederhole 3 { inhale 4 }", "write 'repeat'"), ("atemzüge 9 { inhale 4; exhale 6 }", "write 'breaths'"),
    ("pauze 4", "write 'hold'"), ("pauze 30s", "write 'rest'"), ("sprich \"ruhig\"", "write 'say'"),
    ("include \"x.breath\"", "write 'use'"), ("comment hello", "write '#'"),
    ("stop", "leave it out: the steps of a block stand between '{' and '}'"),
    ("length 7min\ninhale 4", "write 'lasting 7min'"),
    ("minutes 7min\ninhale 4", "write 'breaths 7min { inhale 4; exhale 6 }'"),
    ("bpm 5\ninhale 4", "write 'breaths 5min at 5/min { inhale 4; exhale 6 }'"),
    ("gong\ninhale 4", "write 'ending bell'"),
    ("breaths 5 mit countdown { inhale 4; exhale 6 }", "leave it out"),
    ("breaths = 5 { inhale 4; exhale 6 }", "leave it out"),
    ("breaths 5 do inhale 4; exhale 6 }", "write '{'"), ("inhale 4 left nostril", "leave it out"),
    ("inhale 4 ~ 6", "write 'to' between two values, as in 'exhale 6 to 9'"),
    ("define wave with n { inhale n }\nuse wave n = 4", "write 'with n'"),
    ("define wave with n, b { inhale n; exhale b }\nuse wave with n = 4 b = 5", "write ', b'"),
    ("use wave", "write 'use \"wave.breath\"' for the pattern in that file, or define 'wave' at the top"),
    ("count down from 20\ninhale 4", "write it as in 'breaths 20 countdown { inhale 4; exhale 6 }'"),
    ("breaths 5min at 6/minute { inhale 4; exhale 6 }", "write '6/min'"),
    ("language Nederlands\ninhale 4", "write 'language nl'"),
    ("profile slaap\ninhale 4", "write 'sleep'"),
    ("x = 4\ninhale 4", "write 'parameter x = 4'"),
    ("parameter unit 5\ninhale 4", "write 'parameter unit = 5'"),
    ("parameter unit\ninhale 4", "write 'parameter unit = 4'"),
    ("parameter side \"rechts\"\nsay \"{side}\"", "write 'parameter side = \"rechts\"'"),
    (
      "parameter minuten = 10\nlasting minuten min\ninhale 4",
      "write '10min', or your number, where 'minuten' gets its value, and 'minuten' alone here"
    ),
    ("parameter n = 5\nrest n seconden", "write '10s', or your number, where 'n' gets its value, and 'n' alone here"),
    (
      "for n in 5 9 { inhale n sec \"in\"; exhale n }",
      "write '10s', or your number, where 'n' gets its value, and 'n' alone here"
    ),
    ("parameter n = 5\ninhale n tellen", "write 'n' alone: a bare number means counts"),
    ("parameter minuten = 15\nlasting minuten\ninhale 4", "write 'parameter minuten = 15min'"),
    ("parameter pause = 8\nlead-in pause\ninhale 4", "write 'parameter pause = 8s'"),
    ("for n in 5 { say \"x\" n }", "write 'say \"x\" 5s'"),
    ("pauze 10s \"wissel\"", "write 'rest'"),
    ("pause 5 \"wissel\"", "write 'hold'"),
    ("pauze 5s \"wissel van kant\"", "write 'rest'"),
    ("pauze 5s", "write 'hold'"),
    ("\"Ga liggen\"\ninhale 4", "write 'say \"Ga liggen\"'"),
    ("inhale \u{FF14}", "type '4' in its place"),
    ("sounds { inhale pluck tick }\ninhale 4", "write 'and tick'"),
    ("sounds { inhale pluck + tick }\ninhale 4", "write 'and'"),
    ("sounds { inhale \"gong.wav\" }\ninhale 4", "write 'inhale clip \"gong.wav\"'"),
    ("sounds { inhale clip }\ninhale 4", "write 'clip \"gong.wav\" -12dB'"),
    ("sounds { inhale pluck 330hz }\ninhale 4", "write 'Hz'"),
    ("sounds { inhale pluck -12db }\ninhale 4", "write '-12dB'"),
    ("sounds { in pluck }\ninhale 4", "write 'inhale'"),
    (
      "breaths 10  countdown { inhale 4 left; exhale 6; inhale 4 right; exhale 6 }",
      "write 'repeat 10 countdown { … }'"
    ),
    (
      "breaths exactly 5min at 6/min { inhale 4; exhale 6; inhale 4; exhale 6 }", "write 'repeat 5min at 6/min { … }'"
    ),
    (
      "breaths 20 countdown from 10 { inhale 4; exhale 6 }",
      "write 'countdown from 20', or 'countdown from 19 to 0'"
    ),
    ("lasting 1min\nbreaths 6 { inhale 4; exhale 6 }", "write 'lasting 1min6s', or shorten the steps"),
    ("sides \"R\" \"L\" { inhale 4 } resting 10s", "write 'sides \"left\" \"right\" resting 10s {'"),
    ("repeat 3 { inhale 4 } resting 9s", "write 'repeat 2 resting 9s {'"),
    (
      "use \"kindhouding.breath\" resting 30s",
      "write 'rest 30s' as a step after it, or 'repeat 2 resting 30s { use … }'"
    ),
    ("inhale 4; exhale 7 or longer", "write 'exhale 7 \"or longer\"' to say it, or 'rest 10s' where nobody is led"),
    ("bell 5min\nrest 1h", "write 'bell every 5min'"),
    (
      "repeat 2 { sounds bowls\ninhale 4 }",
      "move it to the top, or write 'section \"Name\" { sounds …' and then the steps it is for"
    ),
    ("bed ocean -38\ninhale 4", "leave out the '-', or write '-38dB' or '-38LUFS' for a level"),
  ]

  @Test(arguments: typedHelp)
  func `Help can be typed`(text: String, help: String) {
    #expect(problems(of: text).map(\.help) == [help])
  }

  @Test func `A parameter may be called after what it counts`() {
    #expect(problems(of: "parameter minutes = 10min\nbreaths minutes { inhale 4; exhale 6 }").isEmpty)
    #expect(problems(of: "parameter tellen = 4\ninhale tellen; exhale 2 * tellen").isEmpty)
  }

  @Test func `A word that is near to nothing gets no suggestion`() {
    #expect(problems(of: "xyzzy 4").first?.help?.hasPrefix("a step begins with") == true)
  }

  @Test func `Lengths beyond every limit are named`() {
    let nested =
      String(repeating: "repeat 1000000000 { ", count: 10) + "inhale 4; exhale 6" + String(repeating: " }", count: 10)
    #expect(
      problems(of: nested).map(\.message) == [
        "the steps would last about 3.2 × 10^83 years; a track has steps of at most 24h"
      ])
    #expect(
      problems(of: "breaths 300000 { inhale 4; exhale 6 }").first?.message.hasPrefix(
        "the steps would last about 34.7 days") == true)
  }

  @Test(arguments: [
    "{", "}", "repeat 2 {", "breaths 5 { inhale 4;", "“", "\"", "xyzzy\n", "-", "5 ", "4-", "/", "\\", "\u{301}",
    "1h1h",
  ])
  func `A flood of slips is cut off and never crashes`(piece: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let found = problems(of: text)
    #expect(!found.isEmpty)
    #expect(found.count <= Limits.reportedProblems)
  }

  @Test(arguments: [
    ("allow «long-holds» \"why\"\ninhale 4; exhale 6", "write 'long-hold'"),
    ("allow «everything» \"why\"\ninhale 4; exhale 6", "there are long-hold, hold-for-profile"),
  ])
  func `Only a rule can be allowed`(marked: String, help: String) throws {
    let text = MarkedText(marked)
    let problem = try #require(problems(of: text.source).first)
    #expect(problem.code == "not-in-list")
    #expect(problem.range == text.range)
    #expect(problem.help?.hasPrefix(help) == true)
  }
}
