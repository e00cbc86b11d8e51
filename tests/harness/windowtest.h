// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// For tests with windows: see testprogram.h.
#pragma once

#include <QApplication>
#include <QTranslator>

#include "builtprogram.h"
#include "testprogram.h"

namespace lockmaster {

template <class Test>
int runWindowTest(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setAttribute(Qt::AA_Use96Dpi);
    QTranslator english; // for its plurals
    if (!english.load(builtProgram(QStringLiteral("app/lockmaster_en.qm"))))
        qFatal("app/lockmaster_en.qm is not built");
    QCoreApplication::installTranslator(&english);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace lockmaster

#define LOCKMASTER_WINDOW_TEST(Test) LOCKMASTER_TEST_MAIN(Test, &lockmaster::runWindowTest<Test>)
