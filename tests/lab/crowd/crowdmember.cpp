// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/crowd/crowdmember.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

std::vector<CrowdMember> several(int count, const CrowdMember &member)
{
    std::vector<CrowdMember> members;
    for (int number = 1; number <= count; ++number) {
        CrowdMember one = member;
        one.applicationName.replace(u'#', QString::number(number));
        one.statements.replaceInStrings(u"#"_s, QString::number(number));
        members.push_back(one);
    }
    return members;
}

} // namespace lockmaster
