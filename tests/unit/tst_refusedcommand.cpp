// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harness/testprogram.h"
#include "model/refusedcommand.h"

#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestRefusedCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsReasonsByCommand()
    {
        QCOMPARE(refusalOf(kRefused, {u"CLIENT LIST"_s}), u"no clients"_s);
        QCOMPARE(refusalOf(kRefused, {u"INFO"_s, u"CLIENT LIST"_s}),
                 u"no clients\nno numbers"_s); // in the order of asking
        QCOMPARE(refusalOf(kRefused, {u"CLIENT"_s}), QString());
        QCOMPARE(refusalOf({}, {u"INFO"_s}), QString());
    }

    void allowsAllWithOneCommand()
    {
        QCOMPARE(allowAll(kRefused),
                 u"ACL SETUSER web +client|list +info"_s); // what the server does not have, no rule allows
        QCOMPARE(allowAll({kRefused.back()}), QString());
        QCOMPARE(allowAll({{u"INFO"_s, u"web team"_s, u"+info"_s, {}}}), u"ACL SETUSER \"web team\" +info"_s);
    }

private:
    const RefusedCommands kRefused{{u"CLIENT LIST"_s, u"web"_s, u"+client|list"_s, u"no clients"_s},
                                   {u"INFO"_s, u"web"_s, u"+info"_s, u"no numbers"_s},
                                   {u"INFO"_s, u"web"_s, u"+info"_s, u"no numbers"_s},
                                   {u"MEMORY DOCTOR"_s, u"web"_s, {}, u"not there"_s}};
};

LOCKMASTER_TEST(TestRefusedCommand)
#include "tst_refusedcommand.moc"
