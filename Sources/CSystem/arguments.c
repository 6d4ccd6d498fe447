#include "shim.h"

static int count = 0;
static char **words = 0;

#ifdef __GLIBC__
// glibc hands the arguments to what runs before main; other C libraries do not.
__attribute__((constructor)) static void keep_arguments(int argument_count, char **argument_words) {
  count = argument_count;
  words = argument_words;
}
#endif

int adem_argument_count(void) { return count; }

char **adem_argument_words(void) { return words; }
