// Between the program and the system: no file of a folder that holds one named `full` can
// grow, as on a full disk. What is written over stays possible there.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int has_no_room(int file, off64_t end) {
    struct stat64 is;
    if (fstat64(file, &is) != 0 || !S_ISREG(is.st_mode) || end <= is.st_size) return 0;
    char link[64], path[4096 + 8] = {0};
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    if (readlink(link, path, 4096) < 0) return 0;
    char *name = strrchr(path, '/');
    if (name == NULL) return 0;
    strcpy(name, "/full");
    return access(path, F_OK) == 0;
}

#define REFUSE_WHERE_FULL(end)      \
    if (has_no_room(file, (end))) { \
        errno = ENOSPC;             \
        return -1;                  \
    }

ssize_t write(int file, const void *bytes, size_t count) {
    REFUSE_WHERE_FULL(lseek64(file, 0, SEEK_CUR) + (off64_t)count)
    static ssize_t (*system_write)(int, const void *, size_t);
    if (system_write == NULL) system_write = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    return system_write(file, bytes, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    REFUSE_WHERE_FULL(at + (off64_t)count)
    static ssize_t (*system_write)(int, const void *, size_t, off64_t);
    if (system_write == NULL) system_write = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    return system_write(file, bytes, count, at);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    return pwrite64(file, bytes, count, at);
}
