/* An agent (agent.h) with a table of tools in memory of its own, mapped in start and
 * unmapped in destroy. A file defines, before it includes this one, TOOL_COUNT, and
 * after it
 *
 *     static void run_tool(agent *self, ork_op op, ork_turn turn);
 */
#ifndef CHECK_TESTS_TOOLS_H
#define CHECK_TESTS_TOOLS_H

struct agent;
static void map_tools(struct agent *self);
static void unmap_tools(struct agent *self);

#define INTERFACES "\"ork.agent/1\", \"ork.tools/1\""
#define TOOLS tools_of
#define ON_CREATE(self) map_tools(self)
#define ON_DESTROY(self) unmap_tools(self)
#include "agent.h"

#include <stdio.h>
#include <sys/mman.h>

typedef struct tool_page {
    ork_tools table;
    ork_tool tools[TOOL_COUNT];
    char names[TOOL_COUNT][16];
} tool_page;

static void run_tool(agent *self, ork_op op, ork_turn turn);

static ork_status call_tool(void *impl, ork_op op, ork_turn turn, ork_str name, ork_str arguments)
{
    (void)name, (void)arguments;
    run_tool(impl, op, turn);
    return ORK_OK;
}

static inline void answer_tool(agent *self, ork_op op)
{
    ork_completion done = {.size = sizeof(done), .json = STR("{}")};
    self->host->complete(self->inst, op, &done);
}

static void map_tools(agent *self)
{
    void *place = mmap(NULL, sizeof(tool_page), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (place == MAP_FAILED) return;
    tool_page *page = self->extra = place;
    page->table = (ork_tools){
        .size = sizeof(ork_tools), .count = TOOL_COUNT, .tools = page->tools, .stride = sizeof(ork_tool),
        .call = call_tool,
    };
    for (int index = 0; index < TOOL_COUNT; index++) {
        int length = snprintf(page->names[index], sizeof(page->names[index]), "tool_%d", index);
        page->tools[index] = (ork_tool){
            .size = sizeof(ork_tool), .name = {page->names[index], (size_t)length}, .description = STR("A tool."),
        };
    }
}

static void unmap_tools(agent *self)
{
    if (self->extra != NULL) munmap(self->extra, sizeof(tool_page));
}

static const ork_tools *tools_of(agent *self)
{
    tool_page *page = self->extra;
    return page == NULL ? NULL : &page->table;
}

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}

#endif
