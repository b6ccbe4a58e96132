/* How the recorder writes a call that changed something, and the replay reads it: this head, then
   its name from the recorded folder on ("" is the folder itself) with a NUL, of a rename the new
   name with a NUL, of a write what was written. Files and folders are told apart by their inode:
   a name may stand for several files one after the other. */
#pragma once

#include <stdint.h>

enum call_kind {
  CALL_CREATE, /* a file was made: name */
  CALL_MKDIR,  /* a folder was made: name */
  CALL_WRITE,  /* `size` bytes at `at` */
  CALL_RESIZE, /* cut or lengthened to `size` */
  CALL_SYNC,   /* of a file or of a folder */
  CALL_RENAME, /* name, new name */
  CALL_UNLINK  /* name */
};

struct call_head {
  uint64_t kind;
  uint64_t inode; /* not of a rename or an unlink */
  uint64_t at;
  uint64_t size;
  uint64_t name_size; /* of all names, with their NULs */
};
