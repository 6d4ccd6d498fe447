#include<xxhash.h>
