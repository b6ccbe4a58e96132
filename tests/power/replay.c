/* Replays what record.c wrote down of a history of commands as what the disk may hold after a power
   cut between any two calls, and looks at each.

     replay [-s SEED] [-n DRAWS] [-f nothing|unlink|journal|all] [-k FOLDER] LOG MARKS HOME WORK
            STORE [COPY...]

   MARKS has a line for each command that was acknowledged: how long the log was then, and the
   command. HOME is the recorded folder as the last command left it, STORE and the COPYs are files
   in it, WORK is a folder for trials. With -f the replay leaves out the syncs that a planted
   program forgets. With -k it keeps stores of the sample in FOLDER, each in a home of its own.

   Prints one line: how many calls, commands, states, different states, and of the states how many
   lost something acknowledged, are corrupt, or hold a command by half. What is wrong with the first
   few is said on stderr. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk.h"
#include "history.h"
#include "judge.h"

enum { MOST_FINDINGS = 5, MOST_SAMPLES = 150 };
enum finding { GOOD, HALF, LOST, CORRUPTED };

struct replay {
  uint64_t seed;
  size_t draws; /* at a cut where much is uncertain, beside the certain ones */
  enum forgotten forgotten;
  const char *sample;
  const char *home, *work;
  const char *files[MOST_FILES];
  size_t file_count;
  struct history history;
};

struct figures {
  size_t states, samples;
  size_t found[CORRUPTED + 1];
};

/* ---- what should be there ---- */

/* Sets `images` to a watched file and its journal as the draw leaves them. */
static void read_pair(const struct replay *replay, const struct disk *disk, size_t file,
                      struct draw *draw, struct image images[2]) {
  char journal[PATH_MAX];
  snprintf(journal, sizeof journal, "%s-journal", replay->files[file]);
  disk_read(disk, draw, replay->files[file], &images[0]);
  disk_read(disk, draw, journal, &images[1]);
}

static struct holding judge_file(const struct replay *replay, const struct disk *disk, size_t file,
                                 struct draw *draw) {
  static struct image images[2];
  read_pair(replay, disk, file, draw, images);
  return judge(replay->work, &images[0], &images[1]);
}

static void read_mark(struct replay *replay, const struct disk *disk, struct mark *mark) {
  for (size_t i = 0; i < replay->file_count; i++) {
    struct draw all = draw_all();
    mark->files[i] = judge_file(replay, disk, i, &all);
    if (mark->files[i].verdict == CORRUPT) die("corrupt without a power cut: %s", mark->command);
  }
}

/* The log tells all when it leads to the same files as the commands did. */
static void compare_with_home(const struct replay *replay, const struct disk *disk) {
  for (size_t i = 0; i < replay->file_count; i++) {
    char path[PATH_MAX];
    struct image images[2] = {0}, real;
    struct draw all = draw_all();
    snprintf(path, sizeof path, "%s/%s", replay->home, replay->files[i]);
    real = read_image(path);
    read_pair(replay, disk, i, &all, images);
    if (!real.there || hash_image(&real) != hash_image(&images[0]) || images[1].there) {
      die("the log does not lead to %s", path);
    }
  }
}

static struct disk *new_disk(const struct replay *replay, enum forgotten forgotten) {
  struct stat facts;
  if (stat(replay->home, &facts) != 0) die("%s is not there", replay->home);
  return disk_new(facts.st_ino, forgotten);
}

/* Runs through the history once without a power cut, and notes what each command led to. */
static void read_marked(struct replay *replay) {
  struct history *history = &replay->history;
  struct disk *disk = new_disk(replay, FORGET_NOTHING);
  size_t mark = 1;
  read_mark(replay, disk, &history->marks[0]);
  for (size_t i = 0; i < history->call_count; i++) {
    disk_do(disk, &history->calls[i]);
    while (mark < history->mark_count && history->marks[mark].end == history->calls[i].end) {
      read_mark(replay, disk, &history->marks[mark++]);
    }
  }
  if (mark < history->mark_count) die("'%s' ends within a call", history->marks[mark].command);
  compare_with_home(replay, disk);
  disk_free(disk);
}

/* ---- judging ---- */

/* A store without a record is as good as none before there is one; a copy is there or not. */
static int equal(struct holding expected, struct holding found, int is_store) {
  if (is_store && expected.verdict == ABSENT) return found.rows == 0;
  return expected.verdict == found.verdict && expected.schema == found.schema &&
         expected.rows == found.rows;
}

/* A file after a cut when so many commands were acknowledged: as the last of them left it, or as
   the one that was running would have. */
static enum finding find_in_file(const struct history *history, size_t file, struct holding found,
                                 size_t acknowledged) {
  size_t last = acknowledged + 1 < history->mark_count ? acknowledged + 1 : acknowledged;
  if (found.verdict == CORRUPT) return CORRUPTED;
  for (size_t i = acknowledged; i <= last; i++) {
    if (equal(history->marks[i].files[file], found, file == 0)) return GOOD;
  }
  for (size_t i = 0; i < acknowledged; i++) {
    if (equal(history->marks[i].files[file], found, file == 0)) return LOST;
  }
  return HALF;
}

struct cut {
  const struct disk *disk;
  size_t call;         /* the first that is not done */
  size_t acknowledged; /* a mark */
};

static void say_finding(const struct replay *replay, const struct cut *cut, const char *file,
                        enum finding finding) {
  const char *words[] = {"good", "by half", "LOST", "CORRUPT"};
  fprintf(stderr, "# %s: %s before call %zu, after '%s'%s%s\n", words[finding], file, cut->call,
          replay->history.marks[cut->acknowledged].command, finding == CORRUPTED ? ": " : "",
          finding == CORRUPTED ? judged_fault() : "");
}

static void try_draw(const struct replay *replay, const struct cut *cut, struct draw draw,
                     struct figures *figures) {
  enum finding worst = GOOD;
  for (size_t i = 0; i < replay->file_count; i++) {
    struct holding found = judge_file(replay, cut->disk, i, &draw);
    enum finding finding = find_in_file(&replay->history, i, found, cut->acknowledged);
    if (finding != GOOD && figures->found[finding] < MOST_FINDINGS) {
      say_finding(replay, cut, replay->files[i], finding);
    }
    if (finding > worst) worst = finding;
  }
  figures->states++;
  figures->found[worst]++;
}

/* ---- choosing ---- */

static struct draw random_draw(const struct disk *disk, uint64_t *random) {
  static const unsigned shares[] = {2, 15, 50, 85, 98};
  size_t writes = disk_uncertain_writes(disk);
  struct draw draw = {.names = next_random(random), .random = next_random(random)};
  draw.percent = shares[next_random(random) % 5];
  draw.kept = (enum kept)(writes == 0 ? 0 : next_random(random) % 6);
  if (draw.kept > KEEP_UP_TO) draw.kept = KEEP_SHARE;
  if (writes > 0) draw.number = disk_uncertain_write(disk, next_random(random) % writes);
  draw.torn = next_random(random) % 2 == 0;
  draw.garbage = next_random(random) % 2 == 0;
  if (next_random(random) % 4 == 0) draw.names = UINT64_MAX;
  return draw;
}

/* The more is uncertain, the more states there are. */
static size_t draws_at(const struct replay *replay, size_t uncertain) {
  enum { MUCH = 40 };
  return replay->draws * (uncertain < MUCH ? uncertain : MUCH) / MUCH;
}

/* Nothing and all of the writes, each with every subset of the names' changes or, where those are
   many, with some; then what the generator gives. */
static void try_cut(const struct replay *replay, const struct cut *cut, struct figures *figures) {
  enum { MANY = 4 };
  size_t names = disk_uncertain_names(cut->disk);
  size_t uncertain = names + disk_uncertain_writes(cut->disk);
  uint64_t random = replay->seed + cut->call;
  uint64_t subsets = names < MANY ? UINT64_C(1) << names : MANY;
  for (uint64_t i = 0; i < subsets; i++) {
    struct draw draw = {.kept = KEEP_SHARE, .names = i};
    if (names >= MANY && i > 0) draw.names = next_random(&random);
    if (i + 1 == subsets) draw.names = UINT64_MAX;
    try_draw(replay, cut, draw, figures);
    draw.percent = 100;
    if (uncertain > names) try_draw(replay, cut, draw, figures);
  }
  for (size_t i = 0; i < draws_at(replay, uncertain); i++) {
    try_draw(replay, cut, random_draw(cut->disk, &random), figures);
  }
}

/* Keeps one store of the cut for the program itself to open. */
static void keep_sample(const struct replay *replay, const struct cut *cut,
                        struct figures *figures) {
  char path[PATH_MAX];
  struct image images[2] = {0};
  uint64_t random = replay->seed ^ cut->call;
  struct draw draw = random_draw(cut->disk, &random);
  read_pair(replay, cut->disk, 0, &draw, images);
  snprintf(path, sizeof path, "%s/%zu.db", replay->sample, ++figures->samples);
  write_image(path, &images[0]);
  snprintf(path, sizeof path, "%s/%zu.db-journal", replay->sample, figures->samples);
  write_image(path, &images[1]);
  free(images[0].bytes);
  free(images[1].bytes);
}

static struct figures try_cuts(const struct replay *replay) {
  const struct history *history = &replay->history;
  struct figures figures = {0};
  struct disk *disk = new_disk(replay, replay->forgotten);
  struct cut cut = {.disk = disk};
  size_t step = history->call_count / MOST_SAMPLES + 1;
  for (; cut.call <= history->call_count; cut.call++) {
    if (cut.call > 0) disk_do(disk, &history->calls[cut.call - 1]);
    while (cut.call > 0 && cut.acknowledged + 1 < history->mark_count &&
           history->marks[cut.acknowledged + 1].end == history->calls[cut.call - 1].end) {
      cut.acknowledged++;
    }
    try_cut(replay, &cut, &figures);
    if (replay->sample != NULL && cut.acknowledged > 0 && cut.call % step == 0) {
      keep_sample(replay, &cut, &figures);
    }
  }
  disk_free(disk);
  return figures;
}

/* ---- arguments ---- */

static enum forgotten forgotten_of(const char *text) {
  static const char *const words[] = {"nothing", "unlink", "journal", "all"};
  for (int i = FORGET_NOTHING; i <= FORGET_ALL; i++) {
    if (strcmp(words[i], text) == 0) return (enum forgotten)i;
  }
  die("-f takes nothing, unlink, journal or all");
}

static void read_option(struct replay *replay, int option) {
  switch (option) {
    case 's':
      replay->seed = strtoull(optarg, NULL, 10);
      return;
    case 'n':
      replay->draws = strtoull(optarg, NULL, 10);
      return;
    case 'f':
      replay->forgotten = forgotten_of(optarg);
      return;
    case 'k':
      replay->sample = optarg;
      return;
    default:
      die("see the head of replay.c");
  }
}

int main(int count, char **arguments) {
  struct replay replay = {.seed = 1, .draws = 20};
  struct figures figures;
  int option;
  while ((option = getopt(count, arguments, "s:n:f:k:")) != -1) read_option(&replay, option);
  if (count - optind < 5 || count - optind > 4 + MOST_FILES) die("see the head of replay.c");
  replay.history = read_history(arguments[optind], arguments[optind + 1]);
  replay.home = arguments[optind + 2];
  replay.work = arguments[optind + 3];
  for (int i = optind + 4; i < count; i++) replay.files[replay.file_count++] = arguments[i];
  read_marked(&replay);
  figures = try_cuts(&replay);
  printf("%zu %zu %zu %zu %zu %zu %zu\n", replay.history.call_count, replay.history.mark_count - 1,
         figures.states, judged_count(), figures.found[LOST], figures.found[CORRUPTED],
         figures.found[HALF]);
  return 0;
}
