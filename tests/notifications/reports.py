"""Delivery reports as mail servers write them."""

from __future__ import annotations

from notifications.operations.render import message_id

POSTFIX = """\
Date: Fri, 20 Nov 2026 15:00:02 +0700 (+07)
From: MAILER-DAEMON@mail.network.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: noreply@network.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4Vx1.1763625602/mail.network.example"
Message-Id: <20261120080002.4Vx1@mail.network.example>

This is a MIME-encapsulated message.

--4Vx1.1763625602/mail.network.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.network.example.

<{address}>: host mx.example.org[203.0.113.7] said: 550 5.1.1
    <{address}>: Recipient address rejected: User unknown (in reply
    to RCPT TO command)

--4Vx1.1763625602/mail.network.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.network.example
X-Postfix-Queue-ID: 4Vx1
X-Postfix-Sender: rfc822; noreply@network.example
Arrival-Date: Fri, 20 Nov 2026 15:00:01 +0700 (+07)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; {diagnostic}

--4Vx1.1763625602/mail.network.example
Content-Description: Undelivered Message
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

Return-Path: <noreply@network.example>
From: TVET Partnership Network <noreply@network.example>
To: {name} <{address}>
Subject: About a meeting
Message-ID: {identity}
Auto-Submitted: auto-generated
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

Dear reader,

--4Vx1.1763625602/mail.network.example--
"""

EXCHANGE = """\
From: Microsoft Outlook
 <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@college.example>
To: "noreply@network.example" <noreply@network.example>
Date: Fri, 20 Nov 2026 08:00:04 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="_c7b3d0a1-6f7e-4d0d-8b3a-0a2f1c5e9d11_"
Content-Language: en-US
Message-ID: <c7b3d0a1-6f7e-4d0d-8b3a-0a2f1c5e9d11@college.example>
In-Reply-To: {identity}
References: {identity}
Subject: Undeliverable: About a meeting
Auto-Submitted: auto-replied
MIME-Version: 1.0

--_c7b3d0a1-6f7e-4d0d-8b3a-0a2f1c5e9d11_
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="_d2e4_"

--_d2e4_
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Delivery has failed to these recipients or groups:

--_d2e4_
Content-Type: text/html; charset="us-ascii"

<html><body>Delivery has failed</body></html>

--_d2e4_--

--_c7b3d0a1-6f7e-4d0d-8b3a-0a2f1c5e9d11_
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0PR05MB1234.eurprd05.prod.outlook.com
Received-From-MTA: dns;mail.network.example
Arrival-Date: Fri, 20 Nov 2026 08:00:03 +0000

Final-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp;{diagnostic}
X-Display-Name: {name}

--_c7b3d0a1-6f7e-4d0d-8b3a-0a2f1c5e9d11_
Content-Type: message/rfc822

Received: from AM0PR05CA0001.eurprd05.prod.outlook.com by
 AM0PR05MB1234.eurprd05.prod.outlook.com; Fri, 20 Nov 2026 08:00:03 +0000
From: TVET Partnership Network <noreply@network.example>
To: "{name}" <{address}>
Subject: About a meeting
Thread-Topic: About a meeting
Message-ID: {identity}
Content-Type: text/plain

--_c7b3d0a1-6f7e-4d0d-8b3a-0a2f1c5e9d11_--
"""

GMAIL = """\
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: noreply@network.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: {identity}
In-Reply-To: {identity}
X-Failed-Recipients: {address}
Message-ID: <67a1.050a0220.c0ffee.0001.GMR@mx.google.com>
Date: Fri, 20 Nov 2026 00:00:05 -0800 (PST)
MIME-Version: 1.0
Content-Type: multipart/report; boundary="000000000000b1f2c3"; report-type=delivery-status

--000000000000b1f2c3
Content-Type: multipart/related; boundary="000000000000b1f2d4"

--000000000000b1f2d4
Content-Type: text/plain; charset="UTF-8"

** Address not found **

--000000000000b1f2d4--
--000000000000b1f2c3
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; noreply@network.example
Arrival-Date: Fri, 20 Nov 2026 00:00:04 -0800 (PST)
X-Original-Message-ID: {identity}

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}
Last-Attempt-Date: Fri, 20 Nov 2026 00:00:05 -0800 (PST)

--000000000000b1f2c3
Content-Type: text/rfc822-headers

To: =?utf-8?q?{name}?= <{address}>
From: TVET Partnership Network <noreply@network.example>
Message-ID: {identity}
Subject: About a meeting

--000000000000b1f2c3--
"""

SHAPES = {"postfix": POSTFIX, "exchange": EXCHANGE, "gmail": GMAIL}


def report_on(message, shape="postfix", **facts):
    """Return the report of a server on ``message``, by default that nobody is there."""
    facts = {
        "address": message.to_address,
        "name": "Sok Dara",
        "identity": message_id(message),
        "action": "failed",
        "status": "5.1.1",
        "diagnostic": "550 5.1.1 User unknown",
        **facts,
    }
    return SHAPES[shape].format(**facts).replace("\n", "\r\n").encode()
