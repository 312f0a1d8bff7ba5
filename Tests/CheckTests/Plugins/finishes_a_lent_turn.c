/* Finishes the turn in which its tool is called, which is another agent's. */
#define TOOL_COUNT 1
#include "tools.h"

static void run_tool(agent *self, ork_op op, ork_turn turn)
{
    if (turn != 0) finish(self, turn, ORK_OK);
    answer_tool(self, op);
}
