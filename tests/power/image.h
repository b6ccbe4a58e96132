/* The bytes of a file, and what all parts of the replay need. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct image {
  unsigned char *bytes;
  size_t size, room;
  int there;
};

/* What is added is zeros. */
void resize_image(struct image *image, size_t size);

/* Makes it longer where it has to be. */
void put_bytes(struct image *image, size_t at, const unsigned char *bytes, size_t size);

/* Of a file that is not there: the bytes of `there` 0. */
struct image read_image(const char *path);

/* Removes the file when the image is of none. */
void write_image(const char *path, const struct image *image);

/* Of a file that is not there as well. */
uint64_t hash_image(const struct image *image);
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size);
uint64_t hash_word(uint64_t hash, uint64_t word);

uint64_t next_random(uint64_t *state);

/* For the count 0 as well; ends the process when there is no memory. */
void *new_array(size_t count, size_t each);

/* An array of so many with room for another one. */
void *grown(void *array, size_t count, size_t *room, size_t each);

/* Ends the process. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));
