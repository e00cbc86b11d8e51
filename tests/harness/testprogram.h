// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A test program holds all tests of a kind and folder, which are compiled and linked together.
// LOCKMASTER_TEST at the end of tst_x.cpp makes its class known by the name tst_x, which ctest and people use:
//   build/dev/tests/unit/tests_unit tst_text [what QTest understands]
#pragma once

#include <QCoreApplication>
#include <QTest>

namespace lockmaster {

using TestMain = int (*)(int argc, char *argv[]);

/// Makes a test known to the program's main(); `file` is the source that holds it.
struct TestEntry {
    TestEntry(const char *file, TestMain run);
};

template <class Test>
int runTest(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace lockmaster

#define LOCKMASTER_TEST(Test) LOCKMASTER_TEST_MAIN(Test, &lockmaster::runTest<Test>)

/// The same with a main() of its own.
#define LOCKMASTER_TEST_MAIN(Test, main) static const lockmaster::TestEntry entryOf##Test(__FILE__, main);
