// libevent's configuration header defines _GNU_SOURCE. What it includes comes first, so that these headers mean the
// same here as in Swift's Glibc module.
#include <sys/select.h>
#include <sys/time.h>
#include <sys/types.h>

#include <pthread.h>
#include <stdint.h>
#include <sys/eventfd.h>

#include <event2/event.h>

// Declared by <pthread.h> for _GNU_SOURCE only.
extern int pthread_setname_np(pthread_t thread, const char *name);

// Swift cannot name `timeval` reliably: it belongs to several of the toolchain's modules.
static inline int cevent_add_after(struct event *event, int64_t seconds, int32_t microseconds) {
    struct timeval delay = {.tv_sec = seconds, .tv_usec = microseconds};
    return event_add(event, &delay);
}
