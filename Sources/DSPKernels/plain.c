#define LOOPS plainKernels
#include "loops.h"
