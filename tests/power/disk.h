/* A disk between two calls of a program: what it holds for certain, and what it may hold or not.

   A write is on the disk for certain once its file was synced after it; the making, renaming or
   removal of a name once its folder was. (Linux file systems often keep more: a file's sync takes
   its name along. The standard promises no more than this.) A rename happens at once or not at all.
   Any of what is not certain may be on the disk after a power cut, whatever its order, and of a
   write any of its sectors. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "image.h"
#include "log.h"

struct call {
  enum call_kind kind;
  const char *name;
  const char *new_name;
  uint64_t inode, at, size;
  const unsigned char *bytes;
  size_t number; /* from 0, in the order of the calls */
  size_t end;    /* where it ends in the log */
};

/* What a planted program forgets to sync. */
enum forgotten {
  FORGET_NOTHING,
  FORGET_UNLINK,  /* the folder after an unlink, as SQLite does with synchronous=FULL */
  FORGET_JOURNAL, /* files whose names end in -journal */
  FORGET_ALL
};

/* Which of the uncertain writes are on the disk. */
enum kept { KEEP_SHARE, KEEP_ONLY, KEEP_ALL_BUT, KEEP_UP_TO };

/* One way in which the uncertain comes out. */
struct draw {
  enum kept kept;
  unsigned percent; /* KEEP_SHARE: so many of the writes, or of their sectors when torn */
  size_t number;    /* of a call, else */
  int torn;         /* a write that is not kept is, by a share of its sectors */
  int garbage;      /* what a lost write would have appended holds anything instead of zeros */
  uint64_t names;   /* a bit for each uncertain change of a name, from the oldest on; they repeat */
  uint64_t random;  /* state of the generator */
};

struct disk;
struct disk *disk_new(uint64_t root, enum forgotten forgotten);
void disk_free(struct disk *disk);

/* The next call has happened. Ends the process when it is about a file that nobody made. */
void disk_do(struct disk *disk, const struct call *call);

/* How many writes and changes of names are uncertain; the numbers of the writes' calls. */
size_t disk_uncertain_names(const struct disk *disk);
size_t disk_uncertain_writes(const struct disk *disk);
size_t disk_uncertain_write(const struct disk *disk, size_t i);

/* Sets the image to a file as a draw leaves it. Two files of the same draw belong together. */
void disk_read(const struct disk *disk, struct draw *draw, const char *path, struct image *image);

/* The draw in which all is on the disk: what the running program sees. */
struct draw draw_all(void);
