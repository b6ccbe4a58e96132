#include "names.h"

#include <stdio.h>
#include <string.h>

#include "image.h"

static struct entry *find_entry(struct names *names, size_t folder, const char *name) {
  for (size_t i = 0; i < names->count; i++) {
    struct entry *entry = &names->entries[i];
    if (entry->folder == folder && strcmp(entry->name, name) == 0) return entry;
  }
  return NULL;
}

static void remove_name(struct names *names, size_t folder, const char *name) {
  struct entry *entry = find_entry(names, folder, name);
  if (entry != NULL) *entry = names->entries[--names->count];
}

void change_names(struct names *names, const struct change *change) {
  if (change->kind == CALL_RENAME) remove_name(names, change->entry.folder, change->old);
  remove_name(names, change->entry.folder, change->entry.name);
  if (change->kind == CALL_UNLINK) return;
  if (names->count == MOST_NAMES) die("more than %d names", MOST_NAMES);
  names->entries[names->count++] = change->entry;
}

int find_folder(struct names *names, const char *path, size_t *folder, char name[LONGEST_NAME]) {
  const char *slash;
  *folder = 0;
  for (; (slash = strchr(path, '/')) != NULL; path = slash + 1) {
    const struct entry *entry;
    snprintf(name, LONGEST_NAME, "%.*s", (int)(slash - path), path);
    entry = find_entry(names, *folder, name);
    if (entry == NULL) return 0;
    *folder = entry->object;
  }
  return snprintf(name, LONGEST_NAME, "%s", path) < LONGEST_NAME;
}

struct entry *find_path(struct names *names, const char *path) {
  char name[LONGEST_NAME];
  size_t folder;
  return find_folder(names, path, &folder, name) ? find_entry(names, folder, name) : NULL;
}
