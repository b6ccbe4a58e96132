#include "disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"

enum { SECTOR = 512 };

/* A file or a folder. */
struct object {
  uint64_t inode;
  int is_journal;
  struct image certain;
  const struct call **uncertain; /* writes and changes of size, in order */
  size_t uncertain_count, uncertain_room;
};

struct disk {
  enum forgotten forgotten;
  struct object *objects; /* the first is the recorded folder */
  size_t object_count, object_room;
  struct change *changes; /* the uncertain ones, in order */
  size_t change_count, change_room;
  struct names certain;
  struct names seen; /* what the running program sees */
};

struct draw draw_all(void) {
  return (struct draw){.kept = KEEP_SHARE, .percent = 100, .names = UINT64_MAX};
}

/* ---- what a call does ---- */

static size_t add_object(struct disk *disk, uint64_t inode, const char *name) {
  size_t length = strlen(name), suffix = strlen("-journal");
  disk->objects =
      grown(disk->objects, disk->object_count, &disk->object_room, sizeof(struct object));
  disk->objects[disk->object_count] = (struct object){
      .inode = inode,
      .is_journal = length > suffix && strcmp(name + length - suffix, "-journal") == 0};
  return disk->object_count++;
}

/* The newest one, as the inode of a removed file is given again. */
static size_t object_of(const struct disk *disk, uint64_t inode) {
  for (size_t i = disk->object_count; i-- > 0;) {
    if (disk->objects[i].inode == inode) return i;
  }
  die("a call on a file that nobody made");
}

static struct entry entry_of(struct disk *disk, const char *path) {
  struct entry entry = {0};
  if (!find_folder(&disk->seen, path, &entry.folder, entry.name)) die("no folder for %s", path);
  return entry;
}

static void add_change(struct disk *disk, const struct call *call) {
  struct change change = {.kind = call->kind};
  if (call->kind == CALL_RENAME) {
    const struct entry *moved = find_path(&disk->seen, call->name);
    struct entry old = entry_of(disk, call->name);
    change.entry = entry_of(disk, call->new_name);
    if (moved == NULL) die("%s is renamed, but nobody made it", call->name);
    if (old.folder != change.entry.folder) die("renamed into another folder: not simulated");
    change.entry.object = moved->object;
    memcpy(change.old, old.name, sizeof change.old);
  } else {
    change.entry = entry_of(disk, call->name);
    if (call->kind != CALL_UNLINK) {
      change.entry.object = add_object(disk, call->inode, call->name);
    }
  }
  change_names(&disk->seen, &change);
  disk->changes = grown(disk->changes, disk->change_count, &disk->change_room, sizeof change);
  disk->changes[disk->change_count++] = change;
}

static void add_write(struct disk *disk, const struct call *call) {
  struct object *object = &disk->objects[object_of(disk, call->inode)];
  object->uncertain = grown(object->uncertain, object->uncertain_count, &object->uncertain_room,
                            sizeof(const struct call *));
  object->uncertain[object->uncertain_count++] = call;
}

static int forgets(const struct disk *disk, size_t object) {
  switch (disk->forgotten) {
    case FORGET_NOTHING:
      return 0;
    case FORGET_UNLINK:
      for (size_t i = disk->change_count; i-- > 0;) {
        const struct change *change = &disk->changes[i];
        if (change->entry.folder == object) return change->kind == CALL_UNLINK;
      }
      return 0;
    case FORGET_JOURNAL:
      return disk->objects[object].is_journal;
    case FORGET_ALL:
      break;
  }
  return 1;
}

static void put_call(struct image *image, const struct call *call) {
  if (call->kind == CALL_RESIZE) {
    resize_image(image, call->size);
  } else {
    put_bytes(image, call->at, call->bytes, call->size);
  }
}

static void sync_object(struct disk *disk, size_t number) {
  struct object *object = &disk->objects[number];
  size_t left = 0;
  if (forgets(disk, number)) return;
  for (size_t i = 0; i < object->uncertain_count; i++) {
    put_call(&object->certain, object->uncertain[i]);
  }
  object->uncertain_count = 0;
  for (size_t i = 0; i < disk->change_count; i++) {
    if (disk->changes[i].entry.folder == number) {
      change_names(&disk->certain, &disk->changes[i]);
    } else {
      disk->changes[left++] = disk->changes[i];
    }
  }
  disk->change_count = left;
}

void disk_do(struct disk *disk, const struct call *call) {
  switch (call->kind) {
    case CALL_CREATE:
    case CALL_MKDIR:
    case CALL_RENAME:
    case CALL_UNLINK:
      add_change(disk, call);
      return;
    case CALL_WRITE:
    case CALL_RESIZE:
      add_write(disk, call);
      return;
    case CALL_SYNC:
      sync_object(disk, object_of(disk, call->inode));
      return;
  }
  die("an unknown call in the log");
}

struct disk *disk_new(uint64_t root, enum forgotten forgotten) {
  struct disk *disk = calloc(1, sizeof *disk);
  if (disk == NULL) die("no memory");
  disk->forgotten = forgotten;
  add_object(disk, root, "");
  return disk;
}

void disk_free(struct disk *disk) {
  for (size_t i = 0; i < disk->object_count; i++) {
    free(disk->objects[i].certain.bytes);
    free(disk->objects[i].uncertain);
  }
  free(disk->objects);
  free(disk->changes);
  free(disk);
}

/* ---- what a power cut leaves ---- */

size_t disk_uncertain_names(const struct disk *disk) { return disk->change_count; }

size_t disk_uncertain_writes(const struct disk *disk) {
  size_t count = 0;
  for (size_t i = 0; i < disk->object_count; i++) count += disk->objects[i].uncertain_count;
  return count;
}

size_t disk_uncertain_write(const struct disk *disk, size_t i) {
  for (const struct object *object = disk->objects;; object++) {
    if (i < object->uncertain_count) return object->uncertain[i]->number;
    i -= object->uncertain_count;
  }
}

static int chance(struct draw *draw) { return next_random(&draw->random) % 100 < draw->percent; }

static int keeps(struct draw *draw, size_t number) {
  switch (draw->kept) {
    case KEEP_SHARE:
      return draw->percent == 100 || (!draw->torn && chance(draw));
    case KEEP_ONLY:
      return number == draw->number;
    case KEEP_ALL_BUT:
      return number != draw->number;
    case KEEP_UP_TO:
      break;
  }
  return number <= draw->number;
}

static void fill(struct image *image, size_t from, struct draw *draw) {
  for (size_t i = from; i < image->size; i++) {
    image->bytes[i] = (unsigned char)next_random(&draw->random);
  }
}

/* A write of which each sector is there or not. */
static void tear(struct image *image, const struct call *call, struct draw *draw) {
  size_t size;
  for (size_t done = 0; done < call->size; done += size) {
    size_t at = call->at + done, before = image->size;
    size = SECTOR - at % SECTOR;
    if (size > call->size - done) size = call->size - done;
    if (chance(draw)) {
      put_bytes(image, at, call->bytes + done, size);
    } else if (draw->garbage && at + size > before) {
      resize_image(image, at + size);
      fill(image, before, draw);
    }
  }
}

static void read_object(const struct object *object, struct draw *draw, struct image *image) {
  resize_image(image, 0);
  put_bytes(image, 0, object->certain.bytes, object->certain.size);
  for (size_t i = 0; i < object->uncertain_count; i++) {
    const struct call *call = object->uncertain[i];
    if (keeps(draw, call->number)) {
      put_call(image, call);
    } else if (draw->torn && call->kind == CALL_WRITE) {
      tear(image, call, draw);
    }
  }
}

void disk_read(const struct disk *disk, struct draw *draw, const char *path, struct image *image) {
  struct names names = disk->certain;
  const struct entry *entry;
  for (size_t i = 0; i < disk->change_count; i++) {
    if ((draw->names >> i % 64 & 1) != 0) change_names(&names, &disk->changes[i]);
  }
  entry = find_path(&names, path);
  image->there = entry != NULL;
  if (entry != NULL) read_object(&disk->objects[entry->object], draw, image);
}
