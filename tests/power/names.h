/* Which names stand in which folders, and for what. A file or folder is a number, the recorded
   folder is 0. */
#pragma once

#include <stddef.h>

#include "log.h"

enum { MOST_NAMES = 64, LONGEST_NAME = 256 };

struct entry {
  size_t folder;
  char name[LONGEST_NAME];
  size_t object;
};

struct names {
  struct entry entries[MOST_NAMES];
  size_t count;
};

/* A change of one name in one folder; `old` is the name that a rename takes away. */
struct change {
  enum call_kind kind;
  struct entry entry;
  char old[LONGEST_NAME];
};

/* By name, so that a change also fits where an earlier one of the same name is lost. Hence no order
   of the changes leads to a folder that no subset of them in their own order leads to. */
void change_names(struct names *names, const struct change *change);

/* Follows the path but for its last name, which it sets `name` to; 0 when a folder is not there. */
int find_folder(struct names *names, const char *path, size_t *folder, char name[LONGEST_NAME]);

/* NULL when there is none. */
struct entry *find_path(struct names *names, const char *path);
