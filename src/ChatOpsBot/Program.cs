Console.WriteLine("ChatOpsBot");
