#include "judge.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char fault[256];

const char *judged_fault(void) { return fault; }

/* ---- answers that are known: a table with open addresses ---- */

struct answer {
  uint64_t key; /* 0: free */
  struct holding holding;
};

struct answers {
  struct answer *slots;
  size_t count, room; /* a power of two */
};

static struct answers by_files;     /* of a file and its journal, as the power cut left them */
static struct answers by_recovered; /* of a file, once SQLite has rolled back what it had to */

size_t judged_count(void) { return by_files.count; }

static struct answer *slot_of(const struct answers *answers, uint64_t key) {
  size_t i = key & (answers->room - 1);
  while (answers->slots[i].key != 0 && answers->slots[i].key != key) {
    i = (i + 1) & (answers->room - 1);
  }
  return &answers->slots[i];
}

static void make_room(struct answers *answers) {
  struct answers larger = {.count = answers->count, .room = answers->room * 2};
  if (answers->count * 2 < answers->room) return;
  if (larger.room == 0) larger.room = 1024;
  larger.slots = calloc(larger.room, sizeof *larger.slots);
  if (larger.slots == NULL) die("no memory");
  for (size_t i = 0; i < answers->room; i++) {
    const struct answer *answer = &answers->slots[i];
    if (answer->key != 0) *slot_of(&larger, answer->key) = *answer;
  }
  free(answers->slots);
  *answers = larger;
}

static const struct holding *find_answer(struct answers *answers, uint64_t key) {
  const struct answer *answer;
  make_room(answers);
  answer = slot_of(answers, key);
  return answer->key == 0 ? NULL : &answer->holding;
}

static struct holding keep_answer(struct answers *answers, uint64_t key, struct holding holding) {
  make_room(answers);
  *slot_of(answers, key) = (struct answer){.key = key, .holding = holding};
  answers->count++;
  return holding;
}

/* ---- SQLite ---- */

static int fails(sqlite3 *database, int status) {
  if (status == SQLITE_OK || status == SQLITE_ROW || status == SQLITE_DONE) return 0;
  snprintf(fault, sizeof fault, "%s", sqlite3_errmsg(database));
  return 1;
}

static uint64_t hash_row(uint64_t hash, sqlite3_stmt *statement) {
  for (int i = 0; i < sqlite3_column_count(statement); i++) {
    int type = sqlite3_column_type(statement, i);
    const void *bytes = sqlite3_column_blob(statement, i); /* a number as its text */
    hash = hash_word(hash, (uint64_t)type);
    hash = hash_bytes(hash, bytes, (size_t)sqlite3_column_bytes(statement, i));
  }
  return hash;
}

/* Adds every row of a query to the hash, and leaves it alone when there is none. */
static int hash_query(sqlite3 *database, const char *sql, uint64_t *hash) {
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);
  while (status == SQLITE_OK || status == SQLITE_ROW) {
    status = sqlite3_step(statement);
    if (status == SQLITE_ROW) *hash = hash_row(*hash, statement);
  }
  sqlite3_finalize(statement);
  return !fails(database, status);
}

/* Whatever columns the tables have. That the file has to be written anew after an erasure, which is
   the next thing that is done, is no record. */
static int hash_tables(sqlite3 *database, uint64_t *hash) {
  const char *tables =
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'rewrite_due' ORDER BY name";
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2(database, tables, -1, &statement, NULL);
  int works = !fails(database, status);
  while (works && (status = sqlite3_step(statement)) == SQLITE_ROW) {
    const char *name = (const char *)sqlite3_column_text(statement, 0);
    char *sql = sqlite3_mprintf("SELECT '%q', * FROM \"%w\"", name, name);
    works = hash_query(database, sql, hash);
    sqlite3_free(sql);
  }
  works = works && !fails(database, status);
  sqlite3_finalize(statement);
  return works;
}

/* Whether the query says that and no more. */
static int says(sqlite3 *database, const char *sql, const char *expected) {
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);
  int equal;
  if (status == SQLITE_OK) status = sqlite3_step(statement);
  if (status == SQLITE_ROW) {
    const char *said = (const char *)sqlite3_column_text(statement, 0);
    equal = expected != NULL && strcmp(said, expected) == 0;
    if (!equal) snprintf(fault, sizeof fault, "%s", said);
  } else {
    equal = !fails(database, status) && expected == NULL;
  }
  sqlite3_finalize(statement);
  return equal;
}

/* One process with one thread, which SQLite need not be careful about. */
static void configure_once(void) {
  static int done;
  if (done) return;
  done = 1;
  sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* As the program opens its store, but for `synchronous`: nothing more is cut off here, and it would
   read the whole schema. SQLite rolls back a journal at the first look at the file. */
static int open_store(const char *path, sqlite3 **database) {
  const char *settings =
      "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
      "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA recursive_triggers = ON;"
      "PRAGMA schema_version";
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
  int status;
  configure_once();
  status = sqlite3_open_v2(path, database, flags, NULL);
  if (status == SQLITE_OK) status = sqlite3_exec(*database, settings, NULL, NULL, NULL);
  return !fails(*database, status);
}

static int look(sqlite3 *database, struct holding *holding) {
  if (!says(database, "PRAGMA integrity_check", "ok")) return 0;
  if (!says(database, "PRAGMA foreign_key_check", NULL)) return 0;
  if (!hash_query(database, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name",
                  &holding->schema)) {
    return 0;
  }
  holding->verdict = holding->schema == 0 ? EMPTY : SOUND;
  return hash_tables(database, &holding->rows);
}

static struct holding look_at_file(const char *path) {
  struct holding holding = {.verdict = CORRUPT};
  const struct holding *known;
  sqlite3 *database = NULL;
  if (open_store(path, &database)) {
    struct image file = read_image(path); /* closing it takes away locks that nobody else wants */
    uint64_t recovered = hash_image(&file);
    free(file.bytes);
    known = find_answer(&by_recovered, recovered);
    if (known != NULL) {
      holding = *known;
    } else {
      if (!look(database, &holding)) holding.verdict = CORRUPT;
      keep_answer(&by_recovered, recovered, holding);
    }
  }
  sqlite3_close(database);
  return holding;
}

struct holding judge(const char *folder, const struct image *file, const struct image *journal) {
  char path[PATH_MAX], journal_path[PATH_MAX + 16];
  uint64_t key = hash_word(hash_image(file), hash_image(journal));
  const struct holding *known;
  struct holding holding;
  if (!file->there) return (struct holding){.verdict = ABSENT};
  known = find_answer(&by_files, key);
  if (known != NULL) return *known;
  snprintf(path, sizeof path, "%s/judged.db", folder);
  snprintf(journal_path, sizeof journal_path, "%s-journal", path);
  write_image(path, file);
  write_image(journal_path, journal);
  holding = look_at_file(path);
  unlink(path);
  unlink(journal_path);
  return keep_answer(&by_files, key, holding);
}
