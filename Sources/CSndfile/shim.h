#ifndef ADEM_CSNDFILE_SHIM_H
#define ADEM_CSNDFILE_SHIM_H

#include <sndfile.h>
#include <stdio.h>

#endif
