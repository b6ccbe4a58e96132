// pair ROUNDS COMMAND... -- COMMAND...
// Runs two commands in turn, ROUNDS times each (31 or more), and prints the median of each in
// nanoseconds: from the start of the process to the end of the wait for it. The one that goes first
// changes from round to round. In every word {} stands for the number of the round. What the
// commands print is dropped; one that fails ends the run.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

extern char** environ;

static void fail(const char* what) {
  fprintf(stderr, "pair: %s\n", what);
  exit(1);
}

static char* word_of_round(const char* word, int round) {
  char* filled = malloc(strlen(word) * 6 + 1);  // an int takes at most 11 places, a mark has two
  if (filled == NULL) fail("out of memory");
  char* end = filled;
  while (*word != '\0') {
    if (strncmp(word, "{}", 2) == 0) {
      end += sprintf(end, "%d", round);
      word += 2;
    } else {
      *end++ = *word++;
    }
  }
  *end = '\0';
  return filled;
}

static long long nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static long long run(char** words, int count, int round, posix_spawn_file_actions_t* silent) {
  char* filled[count + 1];
  for (int i = 0; i < count; ++i) filled[i] = word_of_round(words[i], round);
  filled[count] = NULL;
  pid_t child = 0;
  int status = 0;
  const long long start = nanoseconds();
  const int fault = posix_spawn(&child, filled[0], silent, NULL, filled, environ);
  if (fault != 0) fail(strerror(fault));
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) fail(strerror(errno));
  }
  const long long end = nanoseconds();
  const int findings = 10; // of a check that has something to say
  if (!WIFEXITED(status) || (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != findings)) {
    for (int i = 0; i < count; ++i) fprintf(stderr, "%s ", filled[i]);
    fail("the command failed");
  }
  for (int i = 0; i < count; ++i) free(filled[i]);
  return end - start;
}

static int rising(const void* a, const void* b) {
  const long long x = *(const long long*)a;
  const long long y = *(const long long*)b;
  return (x > y) - (x < y);
}

static long long median(long long* times, int count) {
  qsort(times, (size_t)count, sizeof *times, rising);
  return (times[count / 2] + times[(count - 1) / 2]) / 2;
}

int main(int count, char** values) {
  const int rounds = count > 1 ? atoi(values[1]) : 0;
  if (rounds < 31) fail("31 rounds or more");
  int mark = 2;
  while (mark < count && strcmp(values[mark], "--") != 0) ++mark;
  if (mark == 2 || mark + 1 >= count) fail("two commands are needed");

  posix_spawn_file_actions_t silent;
  posix_spawn_file_actions_init(&silent);
  posix_spawn_file_actions_addopen(&silent, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&silent, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&silent, 2, "/dev/null", O_WRONLY, 0);

  char** words[2] = {values + 2, values + mark + 1};
  const int lengths[2] = {mark - 2, count - mark - 1};
  long long* times[2];
  for (int i = 0; i < 2; ++i) {
    times[i] = malloc((size_t)rounds * sizeof **times);
    if (times[i] == NULL) fail("out of memory");
  }
  const int warm_up = 3;
  for (int round = 0; round < rounds + warm_up; ++round) {
    for (int turn = 0; turn < 2; ++turn) {
      const int which = (round + turn) % 2;
      const long long time = run(words[which], lengths[which], round + 1, &silent);
      if (round >= warm_up) times[which][round - warm_up] = time;
    }
  }
  printf("%lld %lld\n", median(times[0], rounds), median(times[1], rounds));
  return 0;
}
