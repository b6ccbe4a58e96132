/* What was recorded of a history of commands: their calls, and which were acknowledged when. */
#pragma once

#include "disk.h"
#include "judge.h"

enum { MOST_FILES = 4 };

/* A command was acknowledged. */
struct mark {
  size_t end; /* in the log */
  char command[200];
  struct holding files[MOST_FILES]; /* as it left them; not read from the file of marks */
};

struct history {
  struct call *calls;
  size_t call_count;
  struct mark *marks; /* the first is the time before any command */
  size_t mark_count;
};

/* Ends the process when a file cannot be read. */
struct history read_history(const char *log, const char *marks);
