#include "CPlayback.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios original;
static int input_descriptor = -1, output_descriptor = -1;
static bool has_original;
static char leaving[64];
static _Atomic bool is_entered, was_continued;

/// Signals that a fault of the program itself or of a library raises. A second one ends the process as usual.
static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGQUIT};

static void restore_and_die(int number) {
  adem_terminal_leave();
  // SA_RESETHAND has restored the default action.
  raise(number);
}

static void note_continuation(int number) {
  (void)number;
  atomic_store(&was_continued, true);
}

static void write_all(const char *text) {
  size_t left = strlen(text);
  while (left > 0) {
    const ssize_t count = write(output_descriptor, text, left);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    text += count;
    left -= (size_t)count;
  }
}

int adem_terminal_enter(int input, int output, const char *enter, const char *leave) {
  input_descriptor = input;
  output_descriptor = output;
  strncpy(leaving, leave, sizeof leaving - 1);
  if (input >= 0) {
    struct termios keys;
    if (tcgetattr(input, &keys) != 0) return -1;
    // After a stop from outside, the settings may still be those of this function, which are not to be restored.
    if (!atomic_load(&is_entered)) original = keys;
    has_original = true;
    keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
    keys.c_iflag &= ~(tcflag_t)(IXON | ICRNL);
    keys.c_cc[VMIN] = 0;
    keys.c_cc[VTIME] = 0;
    // Control-Z arrives as a key, so that the terminal is restored before the program stops.
    keys.c_cc[VSUSP] = _POSIX_VDISABLE;
    if (tcsetattr(input, TCSANOW, &keys) != 0) return -1;
  }
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    struct sigaction action = {.sa_handler = restore_and_die, .sa_flags = SA_RESETHAND | SA_NODEFER};
    sigaction(faults[i], &action, NULL);
  }
  struct sigaction action = {.sa_handler = note_continuation, .sa_flags = SA_RESTART};
  sigaction(SIGCONT, &action, NULL);
  atomic_store(&is_entered, true);
  write_all(enter);
  return 0;
}

void adem_terminal_leave(void) {
  if (!atomic_exchange(&is_entered, false)) return;
  const int code = errno;
  if (has_original) tcsetattr(input_descriptor, TCSANOW, &original);
  // A write to a terminal that is not read would block.
  struct pollfd waiting = {.fd = output_descriptor, .events = POLLOUT};
  if (poll(&waiting, 1, 200) > 0) write_all(leaving);
  errno = code;
}

bool adem_terminal_was_continued(void) { return atomic_exchange(&was_continued, false); }
