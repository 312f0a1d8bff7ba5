// valijson behind C: every exception ends here.
// Without this valijson aborts the process on a wrong schema.
#define VALIJSON_USE_EXCEPTIONS 1

#include "CJSONSchema.h"

#include <cstring>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

using valijson::adapters::NlohmannJsonAdapter;

struct cjsonschema {
    valijson::Schema schema;
};

namespace {

void copy_text(const std::string &text, char *out, size_t capacity)
{
    if (capacity == 0) return;
    const size_t length = text.size() < capacity - 1 ? text.size() : capacity - 1;
    std::memcpy(out, text.data(), length);
    out[length] = '\0';
}

// valijson names a place as ["<root>"]["a"]["b"]; ours is a.b.
std::string path_of(const valijson::ValidationResults::Error &error)
{
    std::string path;
    for (const std::string &part : error.context) {
        if (part == "<root>") continue;
        std::string name = part;
        if (name.size() > 1 && name.front() == '[' && name.back() == ']') name = name.substr(1, name.size() - 2);
        if (name.size() > 1 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
        if (!path.empty()) path += '.';
        path += name;
    }
    return path;
}

}  // namespace

cjsonschema *cjsonschema_compile(const char *json, size_t length, char *reason, size_t reason_capacity)
{
    try {
        const nlohmann::json document = nlohmann::json::parse(json, json + length);
        auto compiled = std::make_unique<cjsonschema>();
        valijson::SchemaParser parser;
        parser.populateSchema(NlohmannJsonAdapter(document), compiled->schema);
        return compiled.release();
    } catch (const std::exception &failure) {
        copy_text(failure.what(), reason, reason_capacity);
    } catch (...) {
        copy_text("unknown failure", reason, reason_capacity);
    }
    return nullptr;
}

void cjsonschema_free(cjsonschema *schema)
{
    delete schema;
}

int cjsonschema_validate(
    const cjsonschema *schema, const char *json, size_t length, char *path, size_t path_capacity, char *reason,
    size_t reason_capacity)
{
    try {
        const nlohmann::json document = nlohmann::json::parse(json, json + length);
        valijson::Validator validator;
        valijson::ValidationResults results;
        if (validator.validate(schema->schema, NlohmannJsonAdapter(document), &results)) return 1;
        valijson::ValidationResults::Error error, next;
        results.popError(error);
        // The deepest context says most precisely what is wrong.
        while (results.popError(next)) {
            if (next.context.size() > error.context.size()) error = next;
        }
        copy_text(path_of(error), path, path_capacity);
        copy_text(error.description, reason, reason_capacity);
        return 0;
    } catch (const std::exception &failure) {
        copy_text(failure.what(), reason, reason_capacity);
    } catch (...) {
        copy_text("unknown failure", reason, reason_capacity);
    }
    return -1;
}
