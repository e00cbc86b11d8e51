// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "testprogram.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

namespace lockmaster {
namespace {

using Tests = std::map<std::string, TestMain>;

Tests &tests()
{
    static Tests all; // entries are made before main(), in no order
    return all;
}

int usage(const char *program)
{
    std::fprintf(stderr, "Usage: %s TEST [what QTest understands]\nTests in here:\n", program);
    for (const auto &[name, run] : tests())
        std::fprintf(stderr, "  %s\n", name.c_str());
    return 64;
}

} // namespace

TestEntry::TestEntry(const char *file, TestMain run)
{
    tests()[std::filesystem::path(file).stem().string()] = run;
}

} // namespace lockmaster

int main(int argc, char *argv[])
{
    const auto found = lockmaster::tests().find(argc > 1 ? argv[1] : "");
    if (found == lockmaster::tests().end())
        return lockmaster::usage(argv[0]);
    argv[1] = argv[0];
    return found->second(argc - 1, argv + 1);
}
