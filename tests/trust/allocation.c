/* Loaded before a program (LD_PRELOAD), counts its allocations and makes the N-th of them fail.

     IPT_ALLOCATION_AT      N, from 1; 0 or nothing: only count
     IPT_ALLOCATION_STICKY  1: from the N-th on, every one
     IPT_ALLOCATION_COUNT   a file that gets at the end the number of allocations and of faults

   `operator new` comes down to malloc. Counting begins with main: what the C library and the C++
   runtime need before (the latter keeps the memory in which it throws bad_alloc) is not ours. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The C library's own allocator, under names that need no dlsym, which would allocate. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

typedef int (*main_function)(int, char **, char **);

static main_function real_main;
static int counting;
static long fault_at;
static int sticky;
static long calls;
static long faults;

static const char *setting(const char *name) {
  const char *value = getenv(name);
  return value == NULL ? "" : value;
}

static void write_count(void) {
  const char *path = setting("IPT_ALLOCATION_COUNT");
  char text[64];
  int size, file;
  if (*path == '\0') return;
  size = snprintf(text, sizeof text, "%ld %ld\n", calls, faults);
  file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0 || write(file, text, (size_t)size) != size) abort();
  close(file);
}

static int fails(void) {
  if (!counting) return 0;
  calls++;
  if (fault_at == 0 || calls < fault_at || (calls > fault_at && !sticky)) return 0;
  faults++;
  errno = ENOMEM;
  return 1;
}

/* ---- from main on, to its end ---- */

static int counted_main(int count, char **values, char **environment) {
  int status;
  fault_at = strtol(setting("IPT_ALLOCATION_AT"), NULL, 10);
  sticky = strcmp(setting("IPT_ALLOCATION_STICKY"), "1") == 0;
  alarm(20); /* a fault that makes the program wait for ever is a finding */
  counting = 1;
  status = real_main(count, values, environment);
  counting = 0;
  write_count();
  return status;
}

int __libc_start_main(main_function entry, int count, char **values, void (*begin)(void),
                      void (*end)(void), void (*end_of_loader)(void), void *stack) {
  __typeof__(&__libc_start_main) real =
      (__typeof__(&__libc_start_main))dlsym(RTLD_NEXT, "__libc_start_main");
  if (real == NULL) abort();
  real_main = entry;
  return real(counted_main, count, values, begin, end, end_of_loader, stack);
}

/* ---- the allocations ---- */

void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }

void *calloc(size_t count, size_t size) { return fails() ? NULL : __libc_calloc(count, size); }

void *realloc(void *memory, size_t size) {
  return fails() ? NULL : __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
  return fails() ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
  void *found = memalign(alignment, size);
  if (found == NULL) return ENOMEM;
  *memory = found;
  return 0;
}
