/* What a store holds that a power cut left, seen by the next program that opens it. */
#pragma once

#include "image.h"

enum verdict { ABSENT, EMPTY, SOUND, CORRUPT };

/* Two stores that hold the same have equal hashes of what SQLite reads from them. */
struct holding {
  enum verdict verdict;
  uint64_t schema;
  uint64_t rows; /* 0 when there is none */
};

/* The files are put into that folder, opened as the program opens its store, and removed. An answer
   is known from then on for every store of the same bytes. */
struct holding judge(const char *folder, const struct image *file, const struct image *journal);

/* How many different pairs of files were judged; what the last one that is corrupt died of. */
size_t judged_count(void);
const char *judged_fault(void);
