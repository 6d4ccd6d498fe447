// ChucK makes every breath anew: chuck --silent --srate:44100 chuck.ck:CHANNELS:BREATHS:RAMP:OUTPUT
Std.atoi(me.arg(1)) => int breaths;
Std.atoi(me.arg(2)) => int ramp;
second / samp => float rate;

// An envelope sets the pitch of the first oscillator sample by sample (sync 0).
Step one => Envelope pitch => SinOsc tone => Gain sum;
1 => one.next;
0 => tone.sync;
SinOsc beep => sum;
880 => beep.freq;
0 => tone.gain => beep.gain;
WvOut mono;
WvOut2 stereo;
if (me.arg(0) == "1") { sum => mono => blackhole; mono.wavFilename(me.arg(3)); }
else { sum => stereo => blackhole; stereo.wavFilename(me.arg(3)); }

// Instants are rounded, never lengths.
fun int frames(float seconds) { return (seconds * rate + 0.5) $ int; }
0 => int at;

fun void shape(SinOsc sound, int length, int edge) {
  for (0 => int i; i < edge; i++) {
    Math.sin(pi / 2 * i / edge) => float root;
    0.251189 * root * root => sound.gain;
    1::samp => now;
  }
  (length - 2 * edge)::samp => now;
  for (edge => int i; i > 0; i--) {
    Math.sin(pi / 2 * i / edge) => float root;
    0.251189 * root * root => sound.gain;
    1::samp => now;
  }
  0 => sound.gain;
}

fun void glide(float from, float to, int end) {
  from => pitch.value;
  (end - at)::samp => pitch.duration;
  to => pitch.target;
  shape(tone, end - at, frames(0.25));
  end => at;
}

0.0 => float start;
for (0 => int i; i < breaths; i++) {
  0.0 => float share;
  if (ramp) i $ float / (breaths - 1) => share;
  5.0 => float inhale;
  7.0 => float exhale;
  3 => int hold;
  if (ramp) { 1.5 + share => inhale; 2.5 + share => exhale; 1 => hold; }
  glide(220, 330, frames(start + inhale));
  glide(330, 220, frames(start + inhale + exhale));
  for (1 => int k; k <= hold; k++) {
    0 => beep.phase;
    shape(beep, frames(0.06), frames(0.005));
    frames(start + inhale + exhale + k) => int end;
    (end - at - frames(0.06))::samp => now;
    end => at;
  }
  inhale + exhale + hold +=> start;
}
if (me.arg(0) == "1") mono.closeFile();
else stereo.closeFile();
