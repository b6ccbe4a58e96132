/* Loaded before a program (LD_PRELOAD), counts its calls that change something under one folder and
   makes the N-th of them fail.

     IPT_FAULT_FOLDER   the folder, resolved
     IPT_FAULT_AT       N, from 1; 0 or nothing: only count
     IPT_FAULT_KIND     eio, enospc   the call fails with that error and does nothing
                        kill          the process ends before the call
                        torn          half of a write is done, then the process ends
                        short         half of a write is done, and so it says
     IPT_FAULT_STICKY   1: from the N-th call on, every one
     IPT_FAULT_COUNT    a file that gets at the end: the number of calls, the number of faults, and
                        a letter a call, w for a write and c for another

   Of kinds torn and short, a call that is no write is left alone. */

#include "../support/preload.h"

#include <errno.h>
#include <sys/uio.h>

enum kind { NONE, EIO_ONCE, ENOSPC_ONCE, KILL, TORN, SHORT };
enum answer { PASS, FAIL, HALF };

static long fault_at;
static enum kind fault_kind;
static int sticky;
static long calls;
static long faults;
static char letters[4096];

static void write_count(void) {
  const char *path = setting("IPT_FAULT_COUNT");
  char text[sizeof letters + 64];
  int size, file;
  if (*path == '\0') return;
  size = snprintf(text, sizeof text, "%ld %ld %s\n", calls, faults, letters);
  file = REAL(open)(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return;
  if (REAL(write)(file, text, (size_t)size) != size) abort();
  close(file);
}

__attribute__((constructor)) static void begin(void) {
  const char *kind = setting("IPT_FAULT_KIND");
  snprintf(folder, sizeof folder, "%s", setting("IPT_FAULT_FOLDER"));
  fault_at = strtol(setting("IPT_FAULT_AT"), NULL, 10);
  sticky = strcmp(setting("IPT_FAULT_STICKY"), "1") == 0;
  if (strcmp(kind, "eio") == 0) fault_kind = EIO_ONCE;
  if (strcmp(kind, "enospc") == 0) fault_kind = ENOSPC_ONCE;
  if (strcmp(kind, "kill") == 0) fault_kind = KILL;
  if (strcmp(kind, "torn") == 0) fault_kind = TORN;
  if (strcmp(kind, "short") == 0) fault_kind = SHORT;
  if (*folder != '\0') alarm(20); /* a fault that makes the program wait for ever is a finding */
}

__attribute__((destructor)) static void end(void) { write_count(); }

static void die(void) {
  write_count();
  _exit(137);
}

/* Counts a call and says what becomes of it; `errno` is set for FAIL. */
static enum answer next_call(int is_write) {
  if (calls + 1 >= (long)sizeof letters) abort();
  letters[calls++] = is_write ? 'w' : 'c';
  if (fault_kind == NONE || fault_at == 0 || calls < fault_at) return PASS;
  if (calls > fault_at && !sticky) return PASS;
  if ((fault_kind == TORN || fault_kind == SHORT) && !is_write) return PASS;
  faults++;
  if (fault_kind == KILL) die();
  if (fault_kind == TORN || fault_kind == SHORT) return HALF;
  errno = fault_kind == EIO_ONCE ? EIO : ENOSPC;
  return FAIL;
}

static int fails(int ours) { return ours && next_call(0) == FAIL; }

static ssize_t half_done(ssize_t done) {
  if (fault_kind == TORN) die();
  return done;
}

/* ---- the calls ---- */

#define DEFINE_OPEN(name)                                             \
  int name(const char *path, int flags, ...) {                        \
    va_list arguments;                                                \
    mode_t mode;                                                      \
    va_start(arguments, flags);                                       \
    mode = mode_of(flags, arguments);                                 \
    va_end(arguments);                                                \
    if (OPENS(flags) && fails(names_ours(AT_FDCWD, path))) return -1; \
    return REAL(name)(path, flags, mode);                             \
  }

#define DEFINE_OPENAT(name)                                     \
  int name(int at, const char *path, int flags, ...) {          \
    va_list arguments;                                          \
    mode_t mode;                                                \
    va_start(arguments, flags);                                 \
    mode = mode_of(flags, arguments);                           \
    va_end(arguments);                                          \
    if (OPENS(flags) && fails(names_ours(at, path))) return -1; \
    return REAL(name)(at, path, flags, mode);                   \
  }

DEFINE_OPEN(open)
DEFINE_OPEN(open64)
DEFINE_OPENAT(openat)
DEFINE_OPENAT(openat64)

ssize_t write(int file, const void *bytes, size_t size) {
  enum answer answer = is_ours(file) ? next_call(1) : PASS;
  if (answer == FAIL) return -1;
  if (answer == HALF) return half_done(REAL(write)(file, bytes, size / 2));
  return REAL(write)(file, bytes, size);
}

#define DEFINE_PWRITE(name, offset_type)                                         \
  ssize_t name(int file, const void *bytes, size_t size, offset_type at) {       \
    enum answer answer = is_ours(file) ? next_call(1) : PASS;                    \
    if (answer == FAIL) return -1;                                               \
    if (answer == HALF) return half_done(REAL(name)(file, bytes, size / 2, at)); \
    return REAL(name)(file, bytes, size, at);                                    \
  }

DEFINE_PWRITE(pwrite, off_t)
DEFINE_PWRITE(pwrite64, off64_t)

ssize_t writev(int file, const struct iovec *parts, int count) {
  enum answer answer = is_ours(file) ? next_call(1) : PASS;
  if (answer == FAIL) return -1;
  if (answer == HALF) return half_done(REAL(writev)(file, parts, count / 2));
  return REAL(writev)(file, parts, count);
}

int fsync(int file) { return fails(is_ours(file)) ? -1 : REAL(fsync)(file); }

int fdatasync(int file) { return fails(is_ours(file)) ? -1 : REAL(fdatasync)(file); }

int ftruncate(int file, off_t size) {
  return fails(is_ours(file)) ? -1 : REAL(ftruncate)(file, size);
}

int ftruncate64(int file, off64_t size) {
  return fails(is_ours(file)) ? -1 : REAL(ftruncate64)(file, size);
}

int fchmod(int file, mode_t mode) { return fails(is_ours(file)) ? -1 : REAL(fchmod)(file, mode); }

int fchmodat(int at, const char *path, mode_t mode, int flags) {
  return fails(names_ours(at, path)) ? -1 : REAL(fchmodat)(at, path, mode, flags);
}

int mkdir(const char *path, mode_t mode) {
  return fails(names_ours(AT_FDCWD, path)) ? -1 : REAL(mkdir)(path, mode);
}

int unlink(const char *path) { return fails(names_ours(AT_FDCWD, path)) ? -1 : REAL(unlink)(path); }

int rename(const char *from, const char *to) {
  return fails(names_ours(AT_FDCWD, from) || names_ours(AT_FDCWD, to)) ? -1
                                                                       : REAL(rename)(from, to);
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
  if (fails(names_ours(from_at, from) || names_ours(to_at, to))) return -1;
  return REAL(renameat2)(from_at, from, to_at, to, flags);
}
