#include "history.h"

#include <stdio.h>
#include <string.h>

static struct call read_call(const struct image *log, size_t at) {
  struct call_head head;
  struct call call;
  const unsigned char *names = log->bytes + at + sizeof head;
  if (log->size - at < sizeof head) die("the log is cut off");
  memcpy(&head, log->bytes + at, sizeof head);
  call = (struct call){.kind = (enum call_kind)head.kind,
                       .inode = head.inode,
                       .at = head.at,
                       .size = head.size,
                       .name = (const char *)names,
                       .bytes = names + head.name_size};
  call.end = at + sizeof head + head.name_size + (call.kind == CALL_WRITE ? call.size : 0);
  if (call.end > log->size) die("the log is cut off");
  if (call.kind == CALL_RENAME) call.new_name = call.name + strlen(call.name) + 1;
  return call;
}

static void read_log(const char *path, struct history *history) {
  struct image log = read_image(path);
  history->calls = new_array(log.size / sizeof(struct call_head), sizeof(struct call));
  for (size_t at = 0; at < log.size; at = history->calls[history->call_count++].end) {
    history->calls[history->call_count] = read_call(&log, at);
    history->calls[history->call_count].number = history->call_count;
  }
  if (history->call_count == 0) die("%s holds no calls", path);
}

static void read_marks(const char *path, struct history *history) {
  enum { MOST_MARKS = 1000 };
  FILE *file = fopen(path, "re");
  struct mark *mark;
  history->marks = new_array(MOST_MARKS, sizeof *mark);
  snprintf(history->marks[0].command, sizeof mark->command, "nothing");
  history->mark_count = 1;
  if (file == NULL) die("%s cannot be read", path);
  for (; history->mark_count < MOST_MARKS; history->mark_count++) {
    mark = &history->marks[history->mark_count];
    if (fscanf(file, "%zu %199[^\n]", &mark->end, mark->command) != 2) break;
  }
  fclose(file);
}

struct history read_history(const char *log, const char *marks) {
  struct history history = {0};
  read_log(log, &history);
  read_marks(marks, &history);
  return history;
}
