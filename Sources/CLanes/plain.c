#define LOOPS lanesPlain
#include "loops.h"
