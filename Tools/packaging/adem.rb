# A formula for Homebrew. It is untested: it has been written from the documentation of Homebrew, without a Mac.
#
# For a tap of your own: put the address and the checksum of a source archive into 'url' and 'sha256', and this file into
# 'Formula/' of the tap. 'brew install --HEAD' builds the newest sources.
class Adem < Formula
  desc "Turns a few lines about breathing into a sound track"
  homepage "https://example.org/adem"
  license "MIT"
  head "https://example.org/adem.git", branch: "main"

  depends_on "pkgconf" => :build
  depends_on xcode: ["16.3", :build]
  depends_on "espeak-ng"
  depends_on "libsamplerate"
  depends_on "libsndfile"
  depends_on :macos
  depends_on "xxhash"

  uses_from_macos "python" => :build
  uses_from_macos "swift" => :build, since: :sonoma

  def install
    system "swift", "build", "--configuration", "release", "--product", "adem", "--disable-sandbox"
    system "Tools/packaging/install-tree", ".build/release/adem", "/", prefix.to_s
  end

  def caveats
    "'adem play' needs PortAudio, and sheets as PDF need librsvg: brew install portaudio librsvg"
  end

  test do
    assert_match "4-7-8", shell_output("#{bin}/adem list")
    system bin/"adem", "render", "4-7-8", "-o", "calm.wav"
    assert_path_exists testpath/"calm.wav"
  end
end
