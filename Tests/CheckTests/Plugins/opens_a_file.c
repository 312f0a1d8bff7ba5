/* Reads a file before it says what it is. */
#include <fcntl.h>
#include <unistd.h>

#define ON_ENTRY close(open("/etc/hostname", O_RDONLY))
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
