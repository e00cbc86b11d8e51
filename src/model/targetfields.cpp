// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/targetfields.h"

#include "model/fields/describe.h"
#include "model/target.h"

namespace lockmaster {

template <>
struct WordsOf<ServerKind> {
    static constexpr ServerKind last = ServerKind::Sentinel;
    static QString name(ServerKind kind) { return recordOf(kind).name; }
};

template <>
struct WordsOf<Environment> {
    static constexpr Environment last = Environment::Development;
    static QString name(Environment environment) { return environmentName(environment); }
};

template <>
struct FieldsOf<Target> {
    static constexpr auto table = std::tuple{
        field("name", &Target::name),
        field("kind", &Target::kind),
        field("group", &Target::group),
        field("environment", &Target::environment),
        field("labels", &Target::labels, Secrecy::Words),
        field("read_only", &Target::readOnly),
        withheld(&Target::password),
        field("parameters", &Target::parameters, Secrecy::Words),
        field("sentinel_group", &Target::sentinelGroup),
    };
};

LOCKMASTER_TABLE(Target)

} // namespace lockmaster
