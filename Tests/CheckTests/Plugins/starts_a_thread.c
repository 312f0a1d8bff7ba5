/* Starts a thread as soon as the library is loaded. */
#include "agent.h"

#include <pthread.h>
#include <unistd.h>

static void *idle(void *context)
{
    for (;;) pause();
    return context;
}

__attribute__((constructor)) static void begin(void)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, idle, NULL) == 0) pthread_detach(thread);
}

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
