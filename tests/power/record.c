/* Loaded before a program (LD_PRELOAD), writes down every call with which it changes something
   under one folder, in the order of the calls, once the call has succeeded. See log.h.

     IPT_POWER_FOLDER   the folder, resolved
     IPT_POWER_LOG      the file that the calls are appended to; not in that folder

   A call that is not known here goes unseen; the replay compares what it knows with the folder. */
#include "../support/preload.h"

#include <sys/uio.h>

#include "log.h"

static int log_file = -1;

__attribute__((constructor)) static void begin(void) {
  snprintf(folder, sizeof folder, "%s", setting("IPT_POWER_FOLDER"));
  if (*folder == '\0') return;
  log_file = REAL(open)(setting("IPT_POWER_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log_file < 0) abort();
}

/* In one piece, so that a process that is killed leaves no half of a call. */
static void note(struct call_head head, const char *names, const void *bytes) {
  size_t size = head.kind == CALL_WRITE ? (size_t)head.size : 0;
  struct iovec parts[] = {{&head, sizeof head}, {(void *)names, head.name_size}, {NULL, size}};
  parts[2].iov_base = (void *)bytes;
  if (REAL(writev)(log_file, parts, 3) != (ssize_t)(sizeof head + head.name_size + size)) abort();
}

static uint64_t inode_of(int file) {
  struct stat facts;
  if (fstat(file, &facts) != 0) abort();
  return facts.st_ino;
}

/* Appends the name from the folder on to `names`, and says how long they are then. */
static size_t add_name(char names[2 * PATH_MAX], size_t size, int at, const char *path) {
  char whole[PATH_MAX];
  const char *name;
  if (!absolute(at, path, whole)) abort();
  name = whole + strlen(folder);
  if (*name == '/') name++;
  strcpy(names + size, name);
  return size + strlen(name) + 1;
}

static void note_name(enum call_kind kind, uint64_t inode, int at, const char *path) {
  char names[2 * PATH_MAX];
  struct call_head head = {.kind = kind, .inode = inode};
  head.name_size = add_name(names, 0, at, path);
  note(head, names, NULL);
}

static void note_resize(uint64_t inode, uint64_t size) {
  note((struct call_head){.kind = CALL_RESIZE, .inode = inode, .size = size}, NULL, NULL);
}

static void note_write(int file, const void *bytes, ssize_t done, off64_t at) {
  if (done <= 0 || !is_ours(file)) return;
  note(
      (struct call_head){
          .kind = CALL_WRITE, .inode = inode_of(file), .at = (uint64_t)at, .size = (uint64_t)done},
      NULL, bytes);
}

/* ---- the calls ---- */

static int opened(int at, const char *path, int flags, int file, int existed) {
  if (file < 0 || !OPENS(flags) || !names_ours(at, path)) return file;
  if (!existed) {
    note_name(CALL_CREATE, inode_of(file), at, path);
  } else if ((flags & O_TRUNC) != 0) {
    note_resize(inode_of(file), 0);
  }
  return file;
}

static int exists(int at, const char *path) { return faccessat(at, path, F_OK, 0) == 0; }

#define DEFINE_OPEN(name)                                                         \
  int name(const char *path, int flags, ...) {                                    \
    int existed = exists(AT_FDCWD, path);                                         \
    va_list arguments;                                                            \
    mode_t mode;                                                                  \
    va_start(arguments, flags);                                                   \
    mode = mode_of(flags, arguments);                                             \
    va_end(arguments);                                                            \
    return opened(AT_FDCWD, path, flags, REAL(name)(path, flags, mode), existed); \
  }

#define DEFINE_OPENAT(name)                                                     \
  int name(int at, const char *path, int flags, ...) {                          \
    int existed = exists(at, path);                                             \
    va_list arguments;                                                          \
    mode_t mode;                                                                \
    va_start(arguments, flags);                                                 \
    mode = mode_of(flags, arguments);                                           \
    va_end(arguments);                                                          \
    return opened(at, path, flags, REAL(name)(at, path, flags, mode), existed); \
  }

DEFINE_OPEN(open)
DEFINE_OPEN(open64)
DEFINE_OPENAT(openat)
DEFINE_OPENAT(openat64)

/* Where the next write goes: the kernel moves to the end itself when the file was opened so. */
static off64_t place_in(int file) {
  int flags = fcntl(file, F_GETFL);
  return lseek64(file, 0, flags >= 0 && (flags & O_APPEND) != 0 ? SEEK_END : SEEK_CUR);
}

ssize_t write(int file, const void *bytes, size_t size) {
  off64_t at = is_ours(file) ? place_in(file) : 0;
  ssize_t done = REAL(write)(file, bytes, size);
  note_write(file, bytes, done, at);
  return done;
}

#define DEFINE_PWRITE(name, offset_type)                                   \
  ssize_t name(int file, const void *bytes, size_t size, offset_type at) { \
    ssize_t done = REAL(name)(file, bytes, size, at);                      \
    note_write(file, bytes, done, at);                                     \
    return done;                                                           \
  }

DEFINE_PWRITE(pwrite, off_t)
DEFINE_PWRITE(pwrite64, off64_t)

ssize_t writev(int file, const struct iovec *parts, int count) {
  off64_t at = is_ours(file) ? place_in(file) : 0;
  ssize_t done = REAL(writev)(file, parts, count);
  ssize_t left = done;
  for (int i = 0; i < count && left > 0; i++) {
    ssize_t part = (ssize_t)parts[i].iov_len < left ? (ssize_t)parts[i].iov_len : left;
    note_write(file, parts[i].iov_base, part, at + done - left);
    left -= part;
  }
  return done;
}

static int synced(int file, int status) {
  if (status != 0 || !is_ours(file)) return status;
  note((struct call_head){.kind = CALL_SYNC, .inode = inode_of(file)}, NULL, NULL);
  return status;
}

int fsync(int file) { return synced(file, REAL(fsync)(file)); }

int fdatasync(int file) { return synced(file, REAL(fdatasync)(file)); }

int ftruncate(int file, off_t size) {
  int status = REAL(ftruncate)(file, size);
  if (status == 0 && is_ours(file)) note_resize(inode_of(file), (uint64_t)size);
  return status;
}

int ftruncate64(int file, off64_t size) {
  int status = REAL(ftruncate64)(file, size);
  if (status == 0 && is_ours(file)) note_resize(inode_of(file), (uint64_t)size);
  return status;
}

int mkdir(const char *path, mode_t mode) {
  struct stat facts;
  int status = REAL(mkdir)(path, mode);
  if (status != 0 || !names_ours(AT_FDCWD, path)) return status;
  if (stat(path, &facts) != 0) abort();
  note_name(CALL_MKDIR, facts.st_ino, AT_FDCWD, path);
  return status;
}

int unlink(const char *path) {
  int status = REAL(unlink)(path);
  if (status == 0 && names_ours(AT_FDCWD, path)) note_name(CALL_UNLINK, 0, AT_FDCWD, path);
  return status;
}

static int renamed(int from_at, const char *from, int to_at, const char *to, int status) {
  char names[2 * PATH_MAX];
  struct call_head head = {.kind = CALL_RENAME};
  if (status != 0 || !(names_ours(from_at, from) && names_ours(to_at, to))) return status;
  head.name_size = add_name(names, 0, from_at, from);
  head.name_size = add_name(names, head.name_size, to_at, to);
  note(head, names, NULL);
  return status;
}

int rename(const char *from, const char *to) {
  return renamed(AT_FDCWD, from, AT_FDCWD, to, REAL(rename)(from, to));
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
  return renamed(from_at, from, to_at, to, REAL(renameat2)(from_at, from, to_at, to, flags));
}
