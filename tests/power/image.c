#include "image.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void die(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("replay: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(2);
}

/* SplitMix64 (Steele, Lea, Flood 2014): the same on every machine. */
uint64_t next_random(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15U;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

void *new_array(size_t count, size_t each) {
  void *array = calloc(count + 1, each);
  if (array == NULL) die("no memory");
  return array;
}

void *grown(void *array, size_t count, size_t *room, size_t each) {
  if (count < *room) return array;
  *room = *room == 0 ? 16 : *room * 2;
  array = realloc(array, *room * each);
  if (array == NULL) die("no memory");
  return array;
}

static void make_room(struct image *image, size_t size) {
  if (size <= image->room) return;
  image->room = size * 2;
  image->bytes = realloc(image->bytes, image->room);
  if (image->bytes == NULL) die("no memory");
}

void resize_image(struct image *image, size_t size) {
  make_room(image, size);
  if (size > image->size) memset(image->bytes + image->size, 0, size - image->size);
  image->size = size;
}

void put_bytes(struct image *image, size_t at, const unsigned char *bytes, size_t size) {
  if (size == 0) return;
  if (at + size > image->size) resize_image(image, at + size);
  memcpy(image->bytes + at, bytes, size);
}

struct image read_image(const char *path) {
  struct image image = {.there = 1};
  struct stat facts;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0 || fstat(file, &facts) != 0) return (struct image){0};
  image.size = (size_t)facts.st_size;
  image.bytes = new_array(image.size, 1);
  if (read(file, image.bytes, image.size) != facts.st_size) die("%s cannot be read", path);
  close(file);
  return image;
}

void write_image(const char *path, const struct image *image) {
  int file;
  if (!image->there) {
    unlink(path);
    return;
  }
  file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0 || write(file, image->bytes, image->size) != (ssize_t)image->size) {
    die("%s cannot be written", path);
  }
  close(file);
}

uint64_t hash_word(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
  return hash ^ (hash >> 29);
}

uint64_t hash_bytes(uint64_t hash, const void *data, size_t size) {
  const unsigned char *bytes = data;
  uint64_t word = 0;
  hash = hash_word(hash, size);
  for (; size >= sizeof word; size -= sizeof word, bytes += sizeof word) {
    memcpy(&word, bytes, sizeof word);
    hash = hash_word(hash, word);
  }
  word = 0;
  if (size > 0) memcpy(&word, bytes, size);
  return hash_word(hash, word);
}

uint64_t hash_image(const struct image *image) {
  return image->there ? hash_bytes(1, image->bytes, image->size) : 0;
}
