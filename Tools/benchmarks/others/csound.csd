<CsoundSynthesizer>
<CsInstruments>
; Csound makes every breath anew. Macros: RATE, CHANNELS, BREATHS, RAMP (0 or 1), NOISE (0 or 1), SECONDS.
sr = $RATE
ksmps = 100
nchnls = $CHANNELS
0dbfs = 1

instr conduct
  istart = 0
  icount = 0
  while icount < $BREATHS do
    ishare = $RAMP * icount / ($BREATHS - 1)
    iin = $RAMP == 1 ? 1.5 + ishare : 5
    iout = $RAMP == 1 ? 2.5 + ishare : 7
    ipause = $RAMP == 1 ? 1 : 3
    schedule "glide", istart, iin, 220, 330
    schedule "glide", istart + iin, iout, 330, 220
    itick = 0
    while itick < ipause do
      schedule "tick", istart + iin + iout + itick, 0.06
      itick += 1
    od
    istart += iin + iout + ipause
    icount += 1
  od
  if $NOISE == 1 then
    schedule "noise", 0, p3
  endif
endin

instr glide
  apitch line p4, p3, p5
  alevel cosseg 0, 0.25, 0.251189, p3 - 0.5, 0.251189, 0.25, 0
  asound poscil alevel, apitch
  outall asound
endin

instr tick
  alevel cosseg 0, 0.005, 0.251189, p3 - 0.01, 0.251189, 0.005, 0
  asound poscil alevel, 880
  outall asound
endin

instr noise
  aone rnd31 0.06, 0, 0.3
  aleft pinkish aone, 1
  atwo rnd31 0.06, 0, 0.7
  aright pinkish atwo, 1
  outch 1, aleft, 2, aright
endin
</CsInstruments>
<CsScore>
i "conduct" 0 $SECONDS
</CsScore>
</CsoundSynthesizer>
