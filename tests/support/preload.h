/* What the libraries have in common that tests load before a program (LD_PRELOAD): how they reach
   the call that they stand before, and whether it is about the folder that they watch. */
#pragma once

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[PATH_MAX]; /* resolved; nothing is ours while it is empty */

/* What the C library does; a call that we answer ourselves goes through this. */
#define REAL(name) ((__typeof__(&name))real(#name))

static inline void *real(const char *name) {
  void *function = dlsym(RTLD_NEXT, name);
  if (function == NULL) abort();
  return function;
}

static inline const char *setting(const char *name) {
  const char *value = getenv(name);
  return value == NULL ? "" : value;
}

static inline int is_under(const char *path) {
  size_t length = strlen(folder);
  return length > 0 && strncmp(path, folder, length) == 0 &&
         (path[length] == '\0' || path[length] == '/');
}

/* The path of an open file; 0 when it has none. */
static inline int path_of(int file, char path[PATH_MAX]) {
  char link[32];
  ssize_t size;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  size = readlink(link, path, PATH_MAX - 1);
  if (size < 0) return 0;
  path[size] = '\0';
  return 1;
}

/* The absolute path of a name that is looked up from the open folder `at`; 0 when it has none. */
static inline int absolute(int at, const char *path, char whole[PATH_MAX]) {
  char here[PATH_MAX];
  if (path[0] == '/') return snprintf(whole, PATH_MAX, "%s", path) < PATH_MAX;
  if (at == AT_FDCWD ? getcwd(here, sizeof here) == NULL : !path_of(at, here)) return 0;
  return snprintf(whole, PATH_MAX, "%s/%s", here, path) < PATH_MAX;
}

static inline int names_ours(int at, const char *path) {
  char whole[PATH_MAX];
  return absolute(at, path, whole) && is_under(whole);
}

static inline int is_ours(int file) {
  char path[PATH_MAX];
  return path_of(file, path) && is_under(path);
}

#define OPENS(flags) (((flags) & (O_CREAT | O_TRUNC)) != 0)

static inline mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}
